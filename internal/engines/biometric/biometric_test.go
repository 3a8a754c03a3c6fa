package biometric

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/enginetest"
	vedicclock "github.com/witnessos/witnessos/internal/engines/vedicclock_tcm"
)

var day = civil.MustParse("1990-06-15")

func TestConsent(t *testing.T) {
	var given, refused engines.Check
	Consent(&given, "processing_consent", true)
	assert.True(t, given.OK("processing_consent"))
	Consent(&refused, "processing_consent", false)
	assert.False(t, refused.OK("processing_consent"))
}

// Longitudes of the sidereal Moon: 314.9936° at 1990-06-15T00:00Z, which is Aquarius; the sign ends at 330°.
func TestMoonNeedsATimeAndAZone(t *testing.T) {
	offset := 0.0
	tests := []struct {
		name   string
		person Person
		sign   string
	}{
		{"time and zone", Person{BirthTime: "00:00", Timezone: "UTC"}, "Aquarius"},
		{"time and offset", Person{BirthTime: "00:00", TimezoneOffset: &offset}, "Aquarius"},
		{"no time", Person{Timezone: "UTC"}, ""},
		{"no zone", Person{BirthTime: "00:00"}, ""},
	}
	for _, tt := range tests {
		var check engines.Check
		b := tt.person.Resolve(enginetest.Env(), &check, day)
		require.NotNil(t, b, tt.name)
		moon, ok, err := MoonAt(b)
		require.NoError(t, err)
		assert.Equal(t, tt.sign != "", ok, tt.name)
		if ok {
			assert.Equal(t, tt.sign, moon.Sign)
			assert.Equal(t, vedicclock.Metal, moon.Phase, "air stands for metal")
		}
	}
	_, ok, err := MoonAt(nil)
	assert.False(t, ok)
	assert.NoError(t, err)
}

func TestWithoutADateTheZoneIsStillFound(t *testing.T) {
	var check engines.Check
	p := Person{Timezone: "Asia/Kathmandu"}
	b := p.Resolve(enginetest.Env(), &check, civil.Date{})
	require.NotNil(t, b)
	assert.True(t, ZoneKnown(b))
	_, clock, _ := b.Clocks.Show(enginetest.Now)
	assert.Equal(t, "17:45", clock.String())
	p = Person{Timezone: "Mars/Olympus"}
	assert.Nil(t, p.Resolve(enginetest.Env(), &check, civil.Date{}))
	assert.False(t, check.OK("timezone"))
}

func TestHarmoniesAreThoseOfTheClocks(t *testing.T) {
	assert.Equal(t, Harmony{"same", 1}, HarmonyOf(vedicclock.Wood, vedicclock.Wood))
	assert.Equal(t, Harmony{"generates", 0.8}, HarmonyOf(vedicclock.Wood, vedicclock.Fire))
	assert.Equal(t, Harmony{"generated", 0.75}, HarmonyOf(vedicclock.Wood, vedicclock.Water))
	assert.Equal(t, Harmony{"controlled", 0.5}, HarmonyOf(vedicclock.Wood, vedicclock.Metal))
	assert.Equal(t, Harmony{"controls", 0.4}, HarmonyOf(vedicclock.Wood, vedicclock.Earth))
	assert.Equal(t, Watch{"Stomach", vedicclock.Earth, "peak"}, WatchAt(8*3600))
}
