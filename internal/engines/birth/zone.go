package birth

import (
	"errors"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/civil/zonemap"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/schema"
)

// choose finds the zone of the input. Of several spellings the first in the order of the
// struct counts, and is the only one left, an offset in hours. When the input names a zone
// that does not exist, it reports so and returns UTC, for the other checks to go on with.
func (in *Input) choose(env engines.Env, check *engines.Check, path string) zonemap.Choice {
	hints := zonemap.Hints{Name: in.Timezone, Load: env.LoadZone}
	if in.BirthLocation != nil && in.BirthLocation.IsValid() {
		hints.Place = &in.BirthLocation.Place
	}
	if in.Timezone != "" {
		in.TimezoneOffset, in.UTCOffset = nil, ""
	}
	if offset, ok := in.offset(); ok {
		hours := offset.Hours()
		in.TimezoneOffset, in.UTCOffset = &hours, ""
		hints.Offset = &offset
	}
	choice, err := zonemap.Choose(hints)
	if err == nil {
		return choice
	}
	if in.Timezone != "" && errors.Is(err, civil.ErrZone) {
		check.Report(schema.BadFormat(path+"timezone", "iana", "IANA time zone, such as Europe/Berlin", schema.Excerpt(in.Timezone)))
	} else { // the map knows a zone that the tz database of the program does not
		check.Report(schema.Missing(path + "timezone"))
	}
	return zonemap.Choice{Zone: civil.UTC}
}

// offset reads whichever offset is given. It is not ok when there is none, or one that
// decoding has found fault with.
func (in *Input) offset() (civil.Offset, bool) {
	switch {
	case in.TimezoneOffset != nil:
		offset, err := civil.OffsetOfHours(*in.TimezoneOffset)
		return offset, err == nil
	case in.UTCOffset != "":
		offset, err := civil.ParseOffset(in.UTCOffset)
		return offset, err == nil
	}
	return 0, false
}
