package biofield

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/biometric"
	"github.com/witnessos/witnessos/internal/schema"
)

// reader turns a normalised input into a result.
type reader struct {
	in       *Input
	of       moments     // of the luma, with pixels
	base     Metrics     // before anything is left out
	contrast *float64    // of the image, 0 to 1
	series   []float64   // mean intensities of the frames
	looks    [][2]string // aspects of the image: section and entry
	result   Result
}

func calculate(env engines.Env, in Input) (Result, error) {
	clock := env.Clock
	if clock == nil {
		clock = time.Now
	}
	start := clock()
	p := reader{in: &in}
	r := &p.result
	r.Mode, r.Calibration = in.Mode, "not_applicable"
	if in.Pixels != nil || in.Frames != nil {
		r.Calibration = in.CalibrationMode
	}
	p.measure()
	var terms []Terms
	if in.Composite {
		r.Composites, terms = compose(&r.Metrics, &r.Color)
	}
	var parts []Part
	r.Quality, parts = p.quality()
	r.Seconds = decimal.Round(clock().Sub(start).Seconds(), 6)
	if in.Temporal {
		r.Trends, r.Stability = course(p.series, in.FrameRate)
	}
	var err error
	if r.Integration, err = in.integrate(env); err != nil {
		return Result{}, err
	}
	r.Optimization = p.tips()
	r.Practices = make([]string, 0, len(aspects))
	p.looks = p.aspects()
	for _, aspect := range p.looks {
		r.Practices = append(r.Practices, texts().Label(aspect[0], aspect[1], "Practice"))
	}
	r.Nature, r.Retention, r.Protection = texts().Text("note", "nature"), texts().Text("note", "retention"), texts().Text("note", "protection")
	if r.Reading, err = p.reading(terms, parts); err != nil {
		return Result{}, err
	}
	if in.IncludeSVG {
		r.SVG = p.picture()
	}
	return *r, nil
}

// measure fills in the metrics that were asked for.
func (p *reader) measure() {
	in, r := p.in, &p.result
	if in.Frames != nil {
		table := in.calibration().table()
		for i := range in.Frames {
			p.series = append(p.series, meanIntensity(&in.Frames[i], table))
		}
	} else {
		p.series = in.Series
	}
	switch {
	case in.image != nil:
		p.of = momentsOf(in.image.luma)
		p.base.spatial(in.image, &p.of)
		p.contrast = number(contrastOf(p.of.sd))
		if in.Color {
			r.Color.measure(in.image)
		}
	case in.Statistics != nil:
		in.Statistics.fill(&p.base)
		if sd := in.Statistics.SD; sd != nil {
			p.contrast = number(contrastOf(*sd))
		}
		if in.Color {
			in.Statistics.fillColor(&r.Color)
		}
	}
	if in.Spatial {
		r.Metrics = p.base
	}
	if in.Temporal {
		r.Metrics.temporal(p.series)
	}
}

// aspects are what can be said about an image in words, as sections and entries of the texts, by the
// limits between them.
var aspects = [...]struct {
	section   string
	low, high float64
	entries   [3]string
}{
	{"brightness", 0.33, 0.66, [3]string{"dark", "middle", "bright"}},
	{"contrast", 0.25, 0.7, [3]string{"soft", "clear", "strong"}},
	{"symmetry", 0.3, 0.9, [3]string{"unlike", "related", "mirrored"}},
	{"variety", 0.5, 0.85, [3]string{"plain", "varied", "busy"}},
}

// aspects of the image: section and entry.
func (p *reader) aspects() [][2]string {
	list := make([][2]string, 0, len(aspects))
	for i, x := range [...]*float64{p.base.AverageIntensity, p.contrast, p.base.Symmetry, p.base.Entropy} {
		if x == nil {
			continue
		}
		a := &aspects[i]
		entry := a.entries[1]
		if *x < a.low {
			entry = a.entries[0]
		} else if *x > a.high {
			entry = a.entries[2]
		}
		list = append(list, [2]string{a.section, entry})
	}
	return list
}

func (p *reader) source() string {
	switch {
	case p.in.Frames != nil:
		return "frames"
	case p.in.Pixels != nil:
		return "pixels"
	case p.in.Statistics != nil:
		return "pixel_statistics"
	}
	return "intensity_series"
}

// reading is the part of the result that all engines share. There are no signals: statistics of an
// image say nothing that could be compared with a reading of a person.
func (p *reader) reading(terms []Terms, parts []Part) (engines.Reading, error) {
	shown, err := p.in.shown()
	if err != nil {
		return engines.Reading{}, err
	}
	raw := Raw{Source: p.source(), Quality: parts, Composites: terms, Definition: definitions}
	if img := p.in.image; img != nil {
		raw.Image = p.imageInfo()
	}
	if p.series != nil {
		raw.Series = &SeriesInfo{len(p.series), p.memory()}
	}
	reading := engines.Reading{Confidence: p.confidence(), Text: p.text(), Recommendations: p.result.Optimization, Input: shown, Raw: &raw}
	if n := len(p.series); n > 0 && p.in.Temporal && p.result.Metrics.Recurrence == nil {
		reading.Warnings = []string{"All frames have the same brightness: there are no measures of dynamics"}
		if n < leastSeries {
			reading.Warnings[0] = "The measures of dynamics need 64 frames: a series of " + itoa(n) + " has none"
		}
	}
	if len(p.result.Practices) > 0 {
		reading.RealityPatches = p.result.Practices[:1]
	}
	return reading, nil
}

func (p *reader) imageInfo() *ImageInfo {
	img := p.in.image
	info := &ImageInfo{
		Width: img.width, Height: img.height, Channels: 1, Black: decimal.Round(img.black, 6), Gain: decimal.Round(img.gain, 6),
		Threshold: 0.5, Filters: append([]string{}, img.filters...), Clipped: decimal.Round(img.clipped, 6),
	}
	if img.channels != nil {
		info.Channels = 3
	}
	if img.threshold != nil {
		info.Threshold = *img.threshold
	} else if img.divided {
		info.Threshold, info.Otsu = decimal.Round(img.division, 6), true
	}
	return info
}

// memory says what Hurst and DFA were computed of.
func (p *reader) memory() string {
	switch {
	case p.result.Metrics.Hurst == nil && p.result.Metrics.DFA == nil:
		return "none"
	case p.in.Spatial && p.base.Hurst != nil:
		return "rows"
	}
	return "frames"
}

// confidence is the quality of the input, from 0.1 to 1: that of the image, or of a series its length
// in 64 frames.
func (p *reader) confidence() float64 {
	if q := p.result.Quality; q != nil {
		return max(*q, 0.1)
	}
	return decimal.Round(clamp(float64(len(p.series))/leastSeries, 0.1, 1), 4)
}

// shown is the input as raw_data repeats it: without image, series and birth.
func (in *Input) shown() (json.RawMessage, error) {
	short := *in
	short.Pixels, short.Frames, short.Statistics, short.Series = nil, nil, nil, nil
	short.BirthDate, short.Person = civil.Date{}, biometric.Person{}
	return schema.AppendPlain(nil, &short)
}

// text is the whole result for people; analysis_depth decides how much of it.
func (p *reader) text() string {
	var b biometric.Prose
	b.Grow(2 << 10)
	r := &p.result
	what := "an image"
	if p.in.Pixels == nil && p.in.Statistics == nil {
		what = "a series of frames"
	}
	b.Add("Statistics of ", what, "\n", r.Nature)
	for _, aspect := range p.looks {
		b.Add("\n\n", strings.ToUpper(aspect[0][:1]), aspect[0][1:], ": ", aspect[1], "\n", texts().Text(aspect[0], aspect[1]))
	}
	if s := r.Stability; s != nil {
		b.Add("\n\nCourse: ", s.Label, ", ", r.Trends.Direction, "\n", s.Description)
	}
	if p.in.Depth != "basic" {
		heading := "\n\nScores (conventions of this product)"
		for i, score := range r.Composites.list() {
			if *score == nil {
				continue
			}
			entry := texts().Entry("composite", recipes[i].score)
			b.Add(heading, "\n", entry.Labels["Label"], " ", strconv.FormatFloat(**score, 'f', 2, 64), ". ", entry.Text)
			heading = ""
		}
	}
	if p.in.Depth == "comprehensive" {
		b.Add("\n\nFor the next picture\n", strings.Join(r.Optimization, " "))
		b.Add("\n\nA way of looking\n", strings.Join(r.Practices, " "))
	}
	b.Add("\n\n", r.Retention)
	return b.String()
}
