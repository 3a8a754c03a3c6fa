package genekeys

import (
	_ "embed"
	"encoding/json"
	"strconv"
	"strings"
	"sync"

	"github.com/witnessos/witnessos/internal/engines/mandala"
	"github.com/witnessos/witnessos/internal/engines/prose"
)

//go:embed texts.md
var textFile string

var texts = sync.OnceValue(func() prose.Book { return prose.Parse(textFile) })

// keys are the descriptions of all keys by number.
var keys = sync.OnceValue(func() *[mandala.Gates + 1]GeneKey {
	var table [mandala.Gates + 1]GeneKey
	for n := 1; n <= mandala.Gates; n++ {
		name := strconv.Itoa(n)
		e := texts().Entry("key", name)
		table[n] = GeneKey{
			Number: n, Name: "Gene Key " + name,
			Shadow: e.Labels["Shadow"], Gift: e.Labels["Gift"], Siddhi: e.Labels["Siddhi"],
			Hexagram: Hexagram(n), Codon: Codon(n), AminoAcid: AminoAcid(n), Ring: Ring(n), RingKeys: RingKeys(n), Partner: Partner(n),
			Description:       e.Text,
			ShadowDescription: texts().Text("shadow", name),
			GiftDescription:   texts().Text("gift", name),
			SiddhiDescription: texts().Text("siddhi", name),
			Keywords:          strings.Split(e.Labels["Keywords"], ", "),
			LifeTheme:         e.Labels["LifeTheme"],
		}
		encoded, err := json.Marshal(&table[n])
		if err != nil { // not for strings and integers
			panic(err)
		}
		table[n].encoded = encoded
	}
	return &table
})
