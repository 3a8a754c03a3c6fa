package readings

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/synthesis"
)

// mostCompared is how many readings are looked into at most: the newest of a range.
const mostCompared = 200

// mostSignals is how many signals of a reading count; all fifteen engines together give fewer.
const mostSignals = 300

// outputs cuts out of stored results what can be compared. The outputs of engines are found by their
// raw_data wherever the client put them: alone, as a whole reply (where they stand twice), by engine,
// or in the list of a batch or workflow. Of each reading at most 16 are looked into, and none of their
// texts when it is longer than any engine's. Results are parsed once, into the database's own form.
const outputs = `
SELECT public_id, created_at, engines_used, favorite, reading_type,
  (SELECT json_group_array(json_array(
      json_extract(doc, path || '.engine_name'),
      CASE WHEN length(signals) <= 12000 THEN json(signals) END,
      CASE WHEN length(advice) <= 6000 THEN json(advice) END,
      json_extract(doc, path || '.field_signature'),
      substr(json_extract(doc, path || '.formatted_output'), 1, 600)))
    FROM (
      SELECT t.path AS path, json_extract(doc, t.fullkey || '.signals') AS signals, json_extract(doc, t.path || '.recommendations') AS advice
      FROM json_tree(doc) AS t WHERE t.key = 'raw_data' AND t.type = 'object' LIMIT 16
    )) AS parts,
  (SELECT value FROM json_each(json_array(
      json_extract(doc, '$.output.key_insights'), json_extract(doc, '$.output.keyInsights'), json_extract(doc, '$.output.insights'),
      json_extract(doc, '$.output.synthesis.key_insights'), json_extract(doc, '$.output.data.synthesis.key_insights'),
      json_extract(doc, '$.key_insights'), json_extract(doc, '$.synthesis.key_insights'), json_extract(doc, '$.data.synthesis.key_insights')))
    WHERE type = 'array' AND length(value) <= 12000 LIMIT 1) AS insights,
  (SELECT value FROM json_each(json_array(
      json_extract(doc, '$.output.compatibility.indicators'), json_extract(doc, '$.compatibility.indicators')))
    WHERE type = 'array' AND length(value) <= 6000 LIMIT 1) AS indicators,
  (SELECT substr(value, 1, 600) FROM json_each(json_array(
      json_extract(doc, '$.output.synthesis.summary'), json_extract(doc, '$.output.summary'), json_extract(doc, '$.output.interpretation'),
      json_extract(doc, '$.output.formatted_output'), json_extract(doc, '$.synthesis.summary'), json_extract(doc, '$.synthesis'),
      json_extract(doc, '$.summary'), json_extract(doc, '$.interpretation'), json_extract(doc, '$.output')))
    WHERE type = 'text' LIMIT 1) AS summary
FROM (
  SELECT id, public_id, created_at, engines_used, favorite, reading_type, jsonb(CASE WHEN json_valid(results) THEN results ELSE 'null' END) AS doc
  FROM readings WHERE user_id = ? AND public_id IS NOT NULL AND created_at >= ? ORDER BY created_at DESC, id DESC LIMIT ?
)
ORDER BY created_at DESC, id DESC`

// output is what a reading says.
type output struct {
	id, at, kind string
	engines      []string
	favorite     bool
	voices       []synthesis.Source
	vector       synthesis.Vector // of all of them
	themes       []string
	advice       []string // recommendations of the engines
	insights     []string
	signature    string // of the first engine
	text         string // what it says first
	indicators   []json.RawMessage
}

// read returns what the newest readings since an instant say, newest first.
func (s *Store) read(ctx context.Context, owner int64, since string, most int) ([]output, error) {
	rows, err := s.DB.Query(ctx, outputs, owner, since, min(most, mostCompared))
	if err != nil {
		return nil, err
	}
	list := make([]output, rows.Len())
	for i := range list {
		row, o := rows.At(i), &list[i]
		o.id, o.at, o.kind, o.favorite, o.text = row.Text("public_id"), row.Text("created_at"), row.Text("reading_type"), row.Bool("favorite"), row.Text("summary")
		_ = json.Unmarshal([]byte(row.Text("engines_used")), &o.engines)
		_ = json.Unmarshal([]byte(row.Text("indicators")), &o.indicators)
		o.readParts([]byte(row.Text("parts")))
		if o.insights = texts([]byte(row.Text("insights"))); o.insights == nil {
			o.insights = o.advice
		}
	}
	return list, nil
}

// readParts reads [engine, signals, recommendations, signature, text] of each output. The first of two
// about the same engine counts. Without a name it is the reading's own engine.
func (o *output) readParts(raw []byte) {
	var parts [][]json.RawMessage
	_ = json.Unmarshal(raw, &parts)
	var all []engines.Signal
	heard := map[string]bool{}
	for _, p := range parts {
		var name, signature, text string
		_ = json.Unmarshal(p[0], &name)
		if name == "" && len(o.engines) > 0 {
			name = o.engines[0]
		}
		name, known := engines.Canonical(name)
		if !known || heard[name] {
			continue
		}
		heard[name] = true
		var signals []engines.Signal
		_ = json.Unmarshal(p[1], &signals)
		signals = signals[:min(len(signals), mostSignals-len(all))]
		all = append(all, signals...)
		o.voices = append(o.voices, synthesis.Source{Engine: name, Signals: signals})
		o.advice = append(o.advice, texts(p[2])...)
		_ = json.Unmarshal(p[3], &signature)
		_ = json.Unmarshal(p[4], &text)
		if o.signature == "" {
			o.signature = signature
		}
		if o.text == "" {
			o.text = text
		}
	}
	o.vector = synthesis.VectorOf(all)
	o.themes = o.vector.Values(engines.SignalTheme)
}

// texts are the strings of a list that are not empty.
func texts(raw json.RawMessage) (list []string) {
	var values []any
	_ = json.Unmarshal(raw, &values)
	for _, v := range values {
		if text, ok := v.(string); ok && strings.TrimSpace(text) != "" {
			list = append(list, strings.TrimSpace(text))
		}
	}
	return list
}

// firstSentence is the beginning of a text, up to the first end of a sentence or line, at most 300
// bytes.
func firstSentence(text string) string {
	text, _, _ = strings.Cut(strings.TrimSpace(text), "\n")
	for _, end := range [...]string{". ", "! ", "? "} {
		if i := strings.Index(text, end); i >= 0 {
			text = text[:i+1]
		}
	}
	const most = 300
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "") + "…"
	}
	return text
}
