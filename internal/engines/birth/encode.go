package birth

import (
	"github.com/witnessos/witnessos/internal/engines/jsontext"
)

// AppendJSON writes what encoding/json would. (Every chart has one of these accounts, of some forty
// numbers and strings: schema.Appender.)
func (i Info) AppendJSON(b []byte) ([]byte, error) {
	w := jsontext.Writer{B: b}
	w.Text(`{"birth_date":`, i.BirthDate)
	if i.BirthTime != nil {
		w.Text(`,"birth_time":`, *i.BirthTime)
	} else {
		w.Raw(`,"birth_time":null`)
	}
	w.Bool(`,"time_unknown":`, i.TimeUnknown)
	w.Number(`,"time_uncertainty_minutes":`, i.TimeUncertainty)
	if place := i.BirthLocation; place != nil {
		w.Number(`,"birth_location":{"latitude":`, place.Latitude)
		w.Number(`,"longitude":`, place.Longitude)
		w.Raw("}")
	} else {
		w.Raw(`,"birth_location":null`)
	}
	w.Text(`,"timezone":`, i.Timezone)
	w.Text(`,"utc":`, i.UTC)
	w.Text(`,"earliest_utc":`, i.Earliest)
	w.Text(`,"latest_utc":`, i.Latest)
	for n, r := range i.Readings {
		if n == 0 {
			w.Text(`,"readings":[{"utc":`, r.UTC)
		} else {
			w.Text(`,{"utc":`, r.UTC)
		}
		w.Text(`,"utc_offset":`, r.Offset)
		w.Raw("}")
		if n == len(i.Readings)-1 {
			w.Raw("]")
		}
	}
	w.Raw(`,"warnings":[`)
	for n, warning := range i.Warnings {
		if n > 0 {
			w.Raw(",")
		}
		w.Text(`{"kind":`, string(warning.Kind))
		w.Text(`,"sentence":`, warning.Sentence)
		w.Raw("}")
	}
	w.Raw("]}")
	return w.Done()
}

// AppendJSON writes what encoding/json would.
func (c Computation) AppendJSON(b []byte) ([]byte, error) {
	w := jsontext.Writer{B: b}
	w.Text(`{"utc":`, c.UTC)
	w.Text(`,"utc_offset":`, c.Offset)
	w.Text(`,"utc_offset_source":`, c.OffsetSource)
	if c.Abbreviation != "" {
		w.Text(`,"zone_abbreviation":`, c.Abbreviation)
	}
	w.Bool(`,"dst":`, c.DST)
	w.Bool(`,"local_mean_time":`, c.MeanTime)
	w.Text(`,"timezone":`, c.Timezone)
	w.Text(`,"timezone_source":`, c.ZoneSource)
	w.Bool(`,"timezone_inferred":`, c.ZoneInferred)
	w.Decimal(`,"jd_tt":`, c.JDTT, 8)
	w.Decimal(`,"jd_ut1":`, c.JDUT1, 8)
	w.Decimal(`,"delta_t_seconds":`, c.DeltaT, 3)
	w.Text(`,"ephemeris":`, c.Ephemeris)
	w.Text(`,"positions":`, c.Positions)
	w.Decimal(`,"error_bound_arcsec":{"sun":`, c.ErrorBounds.Sun, 2)
	w.Decimal(`,"moon":`, c.ErrorBounds.Moon, 2)
	w.Decimal(`,"planets":`, c.ErrorBounds.Planets, 2)
	w.Decimal(`,"planet_behind_the_sun":`, c.ErrorBounds.BehindSun, 2)
	w.Decimal(`,"true_node":`, c.ErrorBounds.Node, 2)
	w.Text(`},"zodiac":`, c.Zodiac)
	if c.Node != "" {
		w.Text(`,"node":`, c.Node)
	}
	if c.Ayanamsa != nil {
		w.Number(`,"ayanamsa":`, *c.Ayanamsa)
	}
	w.Raw("}")
	return w.Done()
}
