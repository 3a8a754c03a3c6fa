package facereading

import "github.com/witnessos/witnessos/internal/drawing/palaces"

// picture draws the map of palaces and the shares of the elements as SVG.
func (p *reader) picture() string {
	m := palaces.Map{Below: "Regions of the face beside a reference face", Note: "Cultural content: mian xiang, put into numbers by a convention"}
	var measured TwelveHouses
	if p.result.Houses != nil {
		measured = *p.result.Houses
	} else {
		m.Below = "Palaces were not measured"
	}
	for i, palace := range measured.list() {
		labels := texts().Entry("palace", housesOf[i].key).Labels
		drawn := palaces.Palace{Name: labels["Name"], Region: labels["Region"], Score: palace.Score}
		if palace.Emphasis != nil {
			drawn.Emphasis = *palace.Emphasis
		}
		m.Palaces = append(m.Palaces, drawn)
	}
	if p.scores != nil {
		for _, element := range elements {
			m.Shares = append(m.Shares, palaces.Share{Element: string(element), Percent: *p.result.Elements.share(element)})
		}
	}
	return string(palaces.Draw(m, palaces.Options{}))
}
