package nadabrahman

import "github.com/witnessos/witnessos/internal/engines"

// Result is what the engine returns. Progress needs the history of a listener, which is not kept:
// its fields are null or empty.
type Result struct {
	engines.Reading `json:"-"`

	RagaName   string   `json:"raga_name" alias:"ragaName"`
	RagaFamily string   `json:"raga_family" alias:"ragaFamily" doc:"morning, afternoon, evening or night, of the raga that was chosen."`
	RagaHours  string   `json:"raga_hours" alias:"ragaHours" doc:"Local hours of the family, the last not included."`
	Ascending  []Note   `json:"ascending" doc:"Notes that the raga goes up by."`
	Descending []Note   `json:"descending" doc:"Notes that the raga goes down by."`
	Emphasis   []string `json:"emphasis" doc:"The two notes that the raga dwells on."`
	Character  string   `json:"character"`

	BaseFrequency float64 `json:"base_frequency" alias:"baseFrequency" doc:"Of Sa, in Hz."`
	Tempo         float64 `json:"tempo" doc:"Beats a minute."`
	Duration      float64 `json:"duration" doc:"Minutes."`

	HeartRhythm  HeartRhythm  `json:"heart_rhythm" alias:"heartRhythm"`
	BreathMelody BreathMelody `json:"breath_melody" alias:"breathMelody"`

	CoherenceLevel  float64  `json:"coherence_level" alias:"coherenceLevel" doc:"0 to 1, a convention of this product."`
	HeartCoherence  *float64 `json:"heart_coherence" alias:"heartCoherence" doc:"The heart-rate variability that was given; null without one."`
	BreathCoherence *float64 `json:"breath_coherence" alias:"breathCoherence" doc:"The breath coherence that was given; null without one."`

	MasteryProgress *float64 `json:"mastery_progress" alias:"masteryProgress" doc:"Null: no history is kept."`
	CurrentPhase    *string  `json:"current_phase" alias:"currentPhase" doc:"Null: no history is kept."`
	Achievements    []string `json:"achievements" doc:"Empty: no history is kept."`
	NextSteps       []string `json:"next_steps" alias:"nextSteps" doc:"Empty: no history is kept."`

	SynthesisType string        `json:"synthesis_type" alias:"synthesisType" doc:"What the raga was chosen by: local_hour, time_of_day, raga_family or stress_level."`
	SpatialAudio  *SpatialAudio `json:"spatial_audio" alias:"spatialAudio" doc:"Null without a mouse position."`
	BiometricSync BiometricSync `json:"biometric_sync" alias:"biometricSync"`

	BiologicalPatterns        []string `json:"biological_patterns" alias:"biologicalPatterns" doc:"What each given value did to the music."`
	ConsciousnessObservations []string `json:"consciousness_observations" alias:"consciousnessObservations"`
	HarmonyRecommendations    []string `json:"harmony_recommendations" alias:"harmonyRecommendations"`
	InputsDefaulted           []string `json:"inputs_defaulted" alias:"inputsDefaulted" doc:"Inputs that were not given and stood in for by a default."`

	Seed string `json:"seed" doc:"Repeats the choice and the phrase."`
	RNG  string `json:"rng"`
	SVG  string `json:"svg,omitempty" doc:"The raga as an SVG document, on request."`
}

// Note is a note of a raga.
type Note struct {
	Name     string `json:"name"`
	Semitone int    `json:"semitone" doc:"Above Sa."`
}

// HeartRhythm is what the drums do.
type HeartRhythm struct {
	Instrument string    `json:"instrument"`
	Taal       string    `json:"taal"`
	Pattern    [8]string `json:"pattern" doc:"Syllables of the eight beats; a dash is a rest."`
	Accents    [8]int    `json:"accents" doc:"Weight of each beat: 3 the first, 2 with the bass drum, 1 without, 0 a rest."`
	Intensity  float64   `json:"intensity" doc:"0 to 1: the energy level."`
}

// BreathMelody is a phrase for the flute.
type BreathMelody struct {
	Instrument  string    `json:"instrument"`
	Phrase      []string  `json:"phrase" doc:"Names of notes; a dot before a name is the octave below Sa, an apostrophe behind it the one above."`
	Semitones   []int     `json:"semitones" doc:"The phrase in semitones above Sa."`
	Frequencies []float64 `json:"frequencies" doc:"The phrase in Hz."`
	Expression  string    `json:"expression"`
}

// SpatialAudio says where the sound comes from.
type SpatialAudio struct {
	Pan    float64 `json:"pan" doc:"-1 left to 1 right."`
	Height float64 `json:"height" doc:"0 to 1, from y."`
}

// BiometricSync says how much of the music follows from values that were given.
type BiometricSync struct {
	Given []string `json:"given"`
	Share float64  `json:"share" doc:"Of the seven values that the music follows."`
}

// Raw is the detail behind a result.
type Raw struct {
	Values      Values   `json:"values"`
	Coherence   []Term   `json:"coherence_terms"`
	Candidates  []string `json:"candidates" doc:"The ragas that the choice was among."`
	PhraseNotes int      `json:"phrase_length"`
	Convention  string   `json:"convention"`
	Note        string   `json:"note"`
}

// Term is a part of the mean that makes the coherence.
type Term struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
}
