package nadabrahman

// ragas in the order of the day. Notes are semitones above Sa; where a raga goes down by other
// notes than up, both are given. Emphasis is the pair of notes that it dwells on, vadi and samvadi.
var ragas = [...]Raga{
	{"Bhairav", "morning", "0 1 4 5 7 8 11", "", [2]int{8, 1}, false},
	{"Ahir Bhairav", "morning", "0 1 4 5 7 9 10", "", [2]int{5, 0}, false},
	{"Ramkali", "morning", "0 1 4 5 6 7 8 11", "", [2]int{7, 0}, false},
	{"Jogiya", "morning", "0 1 5 7 8 11", "", [2]int{5, 0}, false},
	{"Todi", "morning", "0 1 3 6 7 8 11", "", [2]int{8, 3}, false},
	{"Multani", "afternoon", "0 3 6 7 11", "0 1 3 6 7 8 11", [2]int{7, 0}, false},
	{"Brindavani Sarang", "afternoon", "0 2 5 7 11", "0 2 5 7 10", [2]int{2, 7}, false},
	{"Madhyamad Sarang", "afternoon", "0 2 5 7 10", "", [2]int{2, 7}, false},
	{"Bhimpalasi", "afternoon", "0 3 5 7 10", "0 2 3 5 7 9 10", [2]int{5, 0}, false},
	{"Yaman", "evening", "0 2 4 6 7 9 11", "", [2]int{4, 11}, false},
	{"Puriya", "evening", "0 1 4 6 9 11", "", [2]int{4, 11}, false},
	{"Marwa", "evening", "0 1 4 6 9 11", "", [2]int{1, 9}, false},
	{"Puriya Dhanashri", "evening", "0 1 4 6 7 8 11", "", [2]int{7, 1}, false},
	{"Malkauns", "night", "0 3 5 8 10", "", [2]int{5, 0}, false},
	{"Bageshri", "night", "0 2 3 5 7 9 10", "", [2]int{5, 0}, false},
	{"Darbari", "night", "0 2 3 5 7 8 10", "", [2]int{2, 7}, false},
	{"Adana", "night", "0 2 3 5 7 8 10", "", [2]int{0, 7}, true},
	{"Sohini", "night", "0 1 4 6 9 11", "", [2]int{9, 4}, true},
}

// noteNames of the twelve semitones; small letters are the lowered notes, and Ma with a capital is
// the raised one.
var noteNames = [12]string{"Sa", "re", "Re", "ga", "Ga", "ma", "Ma", "Pa", "dha", "Dha", "ni", "Ni"}

// thekas are three ways to drum the eight beats of Keherwa, from sparse to dense. A dash is a rest;
// two syllables are two strokes within the beat.
var thekas = [3]string{
	"Dha Ti Dha - Ta Ti Ta -",
	"Dha Ge Na Ti Na Ka Dhi Na",
	"DhaGe NaTi NaKa DhiNa DhaGe NaTi NaKa DhiNa",
}
