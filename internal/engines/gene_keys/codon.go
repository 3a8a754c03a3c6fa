package genekeys

import (
	"strings"

	"github.com/witnessos/witnessos/internal/engines/mandala"
)

// hexagrams are those of the keys from 1 to 64, lines from the bottom up, 1 for a whole line.
const hexagrams = "111111000000100010010001111010010111010000000010" +
	"111011110111111000000111101111111101001000000100" +
	"100110011001110000000011100101101001000001100000" +
	"100111111001100001011110010010101101001110011100" +
	"001111111100000101101000101011110101001010010100" +
	"110001100011111110011111000110011000010110011010" +
	"101110011101100100001001001011110100101100001101" +
	"011011110110010011110010110011001100101010010101"

// Hexagram is the six lines of a key from the bottom up.
func Hexagram(key int) string { return hexagrams[6*(key-1) : 6*key] }

// Codon reads the lines of a key in pairs as bases of RNA: 11 A, 00 U, 01 G, 10 C.
func Codon(key int) string {
	h := Hexagram(key)
	var codon [3]byte
	for i := range codon {
		codon[i] = "UGCA"[2*(h[2*i]-'0')+h[2*i+1]-'0']
	}
	return string(codon[:])
}

// standardCode is the standard genetic code, first, second and third base in the order UCAG;
// a star is a stop. (NCBI translation table 1)
const standardCode = "FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG"

// letter is the one-letter code of the amino acid of a key.
func letter(key int) byte {
	n := 0
	for _, base := range []byte(Codon(key)) {
		n = 4*n + strings.IndexByte("UCAG", base)
	}
	return standardCode[n]
}

// AminoAcid is the amino acid that the codon of a key stands for, or "Stop".
func AminoAcid(key int) string { return codonRing(letter(key)).aminoAcid }

// Ring is the codon ring of a key: all keys with one amino acid, the stops together.
func Ring(key int) string { return codonRing(letter(key)).name }

// RingKeys lists the keys of the same ring, in ascending order.
func RingKeys(key int) []int {
	var list []int
	for other := 1; other <= mandala.Gates; other++ {
		if letter(other) == letter(key) {
			list = append(list, other)
		}
	}
	return list
}

// Partner is the programming partner of a key: opposite on the wheel, with the complementary
// hexagram.
func Partner(key int) int { return mandala.Opposite(key) }

type ring struct{ name, aminoAcid string }

// codonRing finds a ring by the letter of its amino acid.
func codonRing(letter byte) ring {
	switch letter {
	case 'K':
		return ring{"Fire", "Lysine"}
	case 'F':
		return ring{"Water", "Phenylalanine"}
	case 'L':
		return ring{"Life and Death", "Leucine"}
	case 'V':
		return ring{"Union", "Valine"}
	case 'T':
		return ring{"Light", "Threonine"}
	case 'G':
		return ring{"Alchemy", "Glycine"}
	case 'R':
		return ring{"Humanity", "Arginine"}
	case '*':
		return ring{"Trials", "Stop"}
	case 'Q':
		return ring{"Purification", "Glutamine"}
	case 'S':
		return ring{"Seeking", "Serine"}
	case 'C':
		return ring{"Prosperity", "Cysteine"}
	case 'A':
		return ring{"Matter", "Alanine"}
	case 'I':
		return ring{"Gaia", "Isoleucine"}
	case 'P':
		return ring{"Divinity", "Proline"}
	case 'D':
		return ring{"Illusion", "Aspartic acid"}
	case 'Y':
		return ring{"No Return", "Tyrosine"}
	case 'N':
		return ring{"Destiny", "Asparagine"}
	case 'W':
		return ring{"Miracles", "Tryptophan"}
	case 'M':
		return ring{"Origin", "Methionine"}
	case 'E':
		return ring{"Illuminati", "Glutamic acid"}
	case 'H':
		return ring{"Whirlwind", "Histidine"}
	}
	panic("genekeys: no such amino acid")
}
