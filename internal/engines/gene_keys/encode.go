package genekeys

import "github.com/witnessos/witnessos/internal/engines/jsontext"

// AppendJSON writes what encoding/json would. (A profile shows up to 29 spheres: schema.Appender.)
func (s *SphereInfo) AppendJSON(b []byte) ([]byte, error) {
	w := jsontext.Writer{B: b}
	w.Text(`{"name":`, s.Name)
	appendOptional(&w, `,"geneKey":`, s.GeneKey)
	appendOptional(&w, `,"line":`, s.Line)
	w.Text(`,"planet":`, s.Planet)
	w.Text(`,"type":`, s.Side)
	w.Text(`,"description":`, s.Description)
	w.Text(`,"purpose":`, s.Purpose)
	w.Decimal(`,"longitude":`, s.Longitude, 6)
	w.Decimal(`,"boundary_margin_arcsec":`, s.Margin, 2)
	w.Decimal(`,"error_bound_arcsec":`, s.ErrorBound, 2)
	w.Bool(`,"uncertain":`, s.Uncertain)
	w.Raw("}")
	return w.Done()
}

func appendOptional(w *jsontext.Writer, key string, n *int) {
	if n == nil {
		w.Raw(key)
		w.Raw("null")
		return
	}
	w.Int(key, *n)
}
