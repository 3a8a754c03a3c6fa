package facereading

import "github.com/witnessos/witnessos/internal/drawing/palaces"

// picture draws the map of palaces and the shares of the elements as SVG.
func (p *reader) picture() string {
	m := palaces.Map{Below: "Regions of the face beside a reference face", Note: "Cultural content: mian xiang, put into numbers by a convention"}
	houses := p.result.Houses
	if houses == nil {
		houses = &TwelveHouses{}
		houses.name()
		m.Below = "Palaces were not measured"
	}
	m.Palaces = make([]palaces.Palace, len(housesOf))
	for i, palace := range houses.list() {
		drawn := &m.Palaces[i]
		drawn.Name, drawn.Region, drawn.Score = palace.Name, palace.Region, palace.Score
		if palace.Emphasis != nil {
			drawn.Emphasis = *palace.Emphasis
		}
	}
	if p.scores != nil {
		m.Shares = make([]palaces.Share, 0, len(elements))
		for _, element := range elements {
			m.Shares = append(m.Shares, palaces.Share{Element: string(element), Percent: *p.result.Elements.share(element)})
		}
	}
	return palaces.Draw(m, palaces.Options{})
}
