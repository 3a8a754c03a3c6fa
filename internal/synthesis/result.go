package synthesis

// Result is everything that several engines say together. All members are always there; what could
// not be counted is null or empty.
type Result struct {
	Timestamp    string       `json:"timestamp"`
	Engines      []string     `json:"enginesAnalyzed"` // canonical order
	Correlations Correlations `json:"correlations"`
	Themes       []Theme      `json:"unifiedThemes"`
	Field        Field        `json:"fieldSignature"`
	Map          Map          `json:"consciousnessMap"`
	Guidance     []Guidance   `json:"integrationGuidance"` // at most 10
	Patches      []Patch      `json:"realityPatches"`

	reader *reader
}

// Correlations are the patterns that at least two engines share.
type Correlations struct {
	Numbers    []Pattern `json:"numericalPatterns"`
	Archetypes []Pattern `json:"archetypalResonance"`
	Timing     Timing    `json:"temporalAlignments"`
	Energy     Energy    `json:"energySignatures"`
}

// Pattern is a number, a figure or an element that several engines name; only one of the three is
// set. Numbers have a frequency and a significance, the others a strength, all from 0 to 1.
type Pattern struct {
	Number         int      `json:"number,omitempty"`
	Archetype      string   `json:"archetype,omitempty"`
	Element        string   `json:"element,omitempty"`
	Frequency      int      `json:"frequency,omitempty"` // engines; each counts once
	Engines        []string `json:"engines"`
	Sources        []string `json:"sources"` // "engine: what says so"
	Significance   *float64 `json:"significance,omitempty"`
	Strength       *float64 `json:"strength,omitempty"`
	Interpretation string   `json:"interpretation"`
}

// Timing sorts what the engines say of time.
type Timing struct {
	Current     []Cycle  `json:"currentCycles"`
	Transitions []Period `json:"transitionPeriods"`
	Optimal     []Period `json:"optimalTiming"`
	Challenging []Period `json:"challengingPeriods"`
}

// Cycle is a year or a month (YYYY or YYYY-MM) that the day belongs to.
type Cycle struct {
	Period  string   `json:"period"`
	Engines []string `json:"engines"`
	Sources []string `json:"sources"`
}

// Period is some days in a row, both ends included. Aligned means that at least two engines mark it.
// Strength is null where no weight was given.
type Period struct {
	Start    string   `json:"start"`
	End      string   `json:"end"`
	Engines  []string `json:"engines"`
	Sources  []string `json:"sources"`
	Strength *float64 `json:"strength"`
	Aligned  bool     `json:"aligned"`
}

// Energy is what the engines say in elements. No engine gives signals about energy centers, so they
// are null.
type Energy struct {
	Dominant  []Pattern  `json:"dominantElements"`
	Centers   *struct{}  `json:"energyCenters"`
	Flows     []Relation `json:"flowPatterns"`
	Blockages []Relation `json:"blockages"`
}

// Relation joins elements of two different engines in the circle of the five phases.
type Relation struct {
	From           string   `json:"from"`
	To             string   `json:"to"`
	Relation       string   `json:"relation"` // generates or controls
	Engines        []string `json:"engines"`
	Interpretation string   `json:"interpretation"`
}

// Theme is one that several engines share.
type Theme struct {
	Theme    string        `json:"theme"`
	Sources  []ThemeSource `json:"sources"`
	Strength float64       `json:"strength"` // 0 to 1
	Message  string        `json:"unifiedMessage"`
}

// ThemeSource is which part of an engine's result has a theme.
type ThemeSource struct {
	Engine  string `json:"engine"`
	Content string `json:"content"`
}

// Field is the whole in figures.
type Field struct {
	Coherence *float64     `json:"coherence"`         // 0 to 1; null with fewer than two comparable engines
	Dominant  *string      `json:"dominantFrequency"` // theme with the largest total weight
	Stability *float64     `json:"stabilityIndex"`
	Level     *string      `json:"consciousnessLevel"` // High, Moderate, Emerging or Low
	Evolution []ThemeShare `json:"evolutionVector"`    // the three heaviest themes; null without any
	Terms     Terms        `json:"terms"`
}

// ThemeShare is a theme's part of the weight of all themes, 0 to 1.
type ThemeShare struct {
	Theme string  `json:"theme"`
	Share float64 `json:"share"`
}

// Terms are what the figures of a Field were counted from.
type Terms struct {
	Pairs             []Pair   `json:"pairs"`
	StandardDeviation *float64 `json:"standardDeviation"`
	Coherence         string   `json:"coherenceConvention"`
	Significance      string   `json:"significanceConvention"`
	Timing            string   `json:"timingConvention"`
}

// Pair is two engines that share a kind of signal. Similarity is the cosine of the angle between
// their signal vectors, 0 to 1.
type Pair struct {
	Engines    [2]string `json:"engines"`
	Kinds      []string  `json:"sharedKinds"`
	Similarity float64   `json:"similarity"`
}

// Map says the same for a person who wants to do something with it.
type Map struct {
	Awareness   *string `json:"awarenessLevel"` // the level of coherence
	Meaning     *string `json:"awarenessMeaning"`
	Integration []Point `json:"integrationPoints"` // where engines agree
	Edges       []Point `json:"growthEdges"`       // what one engine alone insists on
	Shadows     []Point `json:"shadowAspects"`     // the other side of what they agree on
}

// Point is one sentence about an area.
type Point struct {
	Area    string   `json:"area"`
	Text    string   `json:"text"`
	Engines []string `json:"engines"`
}

// Guidance is something to do with a pattern. Priority is high, medium or low.
type Guidance struct {
	Priority string   `json:"priority"`
	Area     string   `json:"area"`
	Guidance string   `json:"guidance"`
	Engines  []string `json:"engines"`
}

// Patch is a small practice for a theme.
type Patch struct {
	ID          string   `json:"patchId"`
	Description string   `json:"description"`
	Method      string   `json:"activationMethod"`
	Outcome     string   `json:"expectedOutcome"`
	Engines     []string `json:"engines"`
}
