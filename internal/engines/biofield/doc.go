// Package biofield is the engine biofield: statistics of an image that the client shares, as a small
// grid of pixels, as a series of frames, or as statistics that it has computed itself.
//
// The names of the metrics come from an older product; what they are here is defined in their
// comments, with the source of each formula, and is about images and nothing else: no measurement of a
// person, no health, no field around anybody. What cannot be computed from the data is null, and so is
// every composite that would need it. Nothing is kept, and the pixels do not come back in the result.
//
// Pictures are not decoded here. The decoders of PNG and JPEG would add a twentieth to the program of
// all engines, and every client has a canvas: image_data is refused with a word about pixels.
package biofield

import "github.com/witnessos/witnessos/internal/engines"

// New returns the engine.
func New() engines.Engine {
	return engines.Define(engines.Spec{
		Name:            "biofield",
		Version:         "1.0.0",
		Cache:           engines.CacheNever,
		CalculationTime: "about 1 ms for 64 × 64 gray pixels, 6 ms for 128 × 128 in colour",
		Accuracy:        "exact statistics of the pixels given; the exponents of series are estimates, with a standard error of 0.1 for 128 samples",
		Examples: []string{
			`{"biometric_consent": true, "pixels": {"width": 8, "height": 8, "channels": 1, "data": [
			  12, 20, 31, 44, 44, 31, 20, 12, 20, 52, 88, 110, 112, 90, 50, 21, 33, 90, 160, 201, 199, 158, 92, 30, 41, 115, 205, 250, 248, 200, 111, 46,
			  43, 112, 198, 247, 251, 203, 117, 40, 30, 94, 155, 197, 202, 161, 88, 35, 22, 49, 92, 113, 109, 87, 53, 19, 11, 21, 29, 45, 43, 32, 19, 13]},
			  "include_svg": true}`,
			`{"biometricConsent": true, "birthDate": "1990-06-15", "birthTime": "08:30", "timezone": "Europe/Berlin", "captureMode": "snapshot",
			  "pixelStatistics": {"mean": 0.42, "standard_deviation": 0.21, "lit_area": 0.38, "lit_mean": 0.71, "symmetry": 0.83, "edge_perimeter": 0.12,
			  "box_dimension": 1.62, "noise": 0.02, "red": {"mean": 0.5, "standard_deviation": 0.2}, "green": {"mean": 0.41, "standard_deviation": 0.21},
			  "blue": {"mean": 0.33, "standard_deviation": 0.18}},
			  "faceReading": {"dominant_element": "wood"}, "integrate_with_face_reading": true, "integrate_with_vedic": true, "integrate_with_tcm": true}`,
			`{"biometric_consent": true, "analysis_mode": "temporal_sequence", "frame_rate": 10, "intensity_series": [0.41, 0.44, 0.46, 0.47, 0.46, 0.43,
			  0.41, 0.4, 0.41, 0.43, 0.46, 0.47], "frames": [
			  {"width": 2, "height": 2, "data": "AED/gA=="}, {"width": 2, "height": 2, "data": "AET/gA=="}, {"width": 2, "height": 2, "data": "AEj/hA=="},
			  {"width": 2, "height": 2, "data": "AEz/hA=="}, {"width": 2, "height": 2, "data": "AFD/iA=="}, {"width": 2, "height": 2, "data": "AFT/iA=="},
			  {"width": 2, "height": 2, "data": "AFj/jA=="}, {"width": 2, "height": 2, "data": "AFz/jA=="}]}`,
		},
	}, calculate)
}
