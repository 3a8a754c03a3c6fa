package resultcache

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/service"
)

const someone = `{"birth_date":"1990-06-15"}`

var cached = service.Options{UseCache: true}

func TestAHitHasTheShapeOfAMiss(t *testing.T) {
	b := newBench(t)
	miss := b.calculate("numerology", someone, cached)
	require.True(t, miss.Success)
	assert.False(t, miss.Metadata.Cached)
	assert.Empty(t, miss.Metadata.CachedAt)

	b.inner.now = b.inner.now.Add(10 * time.Minute)
	hit := b.calculate("numerology", someone, cached)
	assert.Equal(t, 1, b.inner.calculated)
	assert.JSONEq(t, string(miss.Data), string(hit.Data), "data.timestamp included: it tells when the data was calculated")
	assert.Equal(t, miss.Warnings, hit.Warnings)
	assert.Equal(t, engines.ResultMetadata{
		EngineName:      "numerology",
		CalculationTime: miss.Metadata.CalculationTime,
		Cached:          true,
		CachedAt:        "2025-07-19T08:00:00.000Z",
		Timestamp:       "2025-07-19T08:10:00.000Z",
	}, hit.Metadata)
}

func TestTheKeptValue(t *testing.T) {
	b := newBench(t)
	miss := b.calculate("numerology", someone, cached)

	// The contract: SHA-256 over engine version and sorted, normalised input.
	sum := sha256.Sum256([]byte("1\x00" + `{"birth_date":"1990-06-15","confidence":null,"crash":false,"target_date":"2025-07-19"}`))
	hash := hex.EncodeToString(sum[:])
	key := "cache:numerology:shared:" + hash
	require.Equal(t, []string{key}, b.results.keys())
	assert.Equal(t, time.Hour, b.results.ttls[key])

	var value map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(b.results.values[key], &value))
	assert.JSONEq(t, string(miss.Data), string(value["data"]))
	assert.JSONEq(t, `"numerology"`, string(value["engineName"]))
	assert.JSONEq(t, `"`+hash+`"`, string(value["inputHash"]))
	assert.JSONEq(t, `"2025-07-19T08:00:00.000Z"`, string(value["cachedAt"]))
	assert.JSONEq(t, `1`, string(value["confidenceScore"]))
	assert.JSONEq(t, `3600`, string(value["ttl"]))
	assert.Contains(t, string(value["metadata"]), "only a toy")
}

func TestWhatMeansTheSameHasOneKey(t *testing.T) {
	b := newBench(t)
	b.calculate("human_design", someone, cached)
	for _, same := range []string{
		`{"birthDate":"1990-06-15"}`,
		`{"date":"1990-06-15","somethingElse":1}`,
		`{"target_date":"2025-07-19","birth_date":"1990-06-15"}`, // the default, spelled out
	} {
		assert.True(t, b.calculate("human-design", same, cached).Metadata.Cached, same)
	}
	assert.Len(t, b.results.values, 1)

	assert.False(t, b.calculate("human_design", `{"birth_date":"1990-06-16"}`, cached).Metadata.Cached)
	assert.False(t, b.calculate("numerology", someone, cached).Metadata.Cached, "another engine")
	b.inner.now = b.inner.now.AddDate(0, 0, 1)
	assert.False(t, b.calculate("human_design", someone, cached).Metadata.Cached, "another day is another target date")
	b.inner.version = "2"
	assert.False(t, b.calculate("human_design", someone, cached).Metadata.Cached, "another version of the engine")
}

func TestADrawBelongsToItsUser(t *testing.T) {
	b := newBench(t)
	ada, bob := service.Options{UseCache: true, UserID: "42"}, service.Options{UseCache: true, UserID: "43"}
	first := drawOf(b.calculate("tarot", someone, ada))
	assert.Equal(t, first, drawOf(b.calculate("tarot", someone, ada)), "the same question gives the same draw")
	assert.NotEqual(t, first, drawOf(b.calculate("tarot", someone, bob)))
	require.Len(t, b.results.values, 2)
	assert.ElementsMatch(t, []string{"u42", "u43"}, []string{scopeOf(b.results.keys()[0]), scopeOf(b.results.keys()[1])})
	for _, key := range b.results.keys() {
		assert.Equal(t, 30*time.Minute, b.results.ttls[key])
	}

	assert.NotEqual(t, drawOf(b.calculate("tarot", someone, cached)), drawOf(b.calculate("tarot", someone, cached)),
		"an anonymous caller draws anew")
	assert.Len(t, b.results.values, 2)

	one := b.calculate("numerology", someone, ada)
	assert.Equal(t, drawOf(one), drawOf(b.calculate("numerology", someone, bob)), "what anyone would get is shared")
}

func TestWhatIsNeverKept(t *testing.T) {
	user := service.Options{UseCache: true, UserID: "42", SaveProfile: true}
	for name, c := range map[string]struct {
		engine, input string
		options       service.Options
	}{
		"biometric, by policy":      {"face_reading", someone, user},
		"biometric, whatever":       {"biofield", someone, user},
		"biometric, under an alias": {"biofield-viewer", someone, user},
		"invalid input":             {"numerology", `{"birth_date":"tomorrow"}`, user},
		"no object":                 {"numerology", `7`, user},
		"failed calculation":        {"numerology", `{"birth_date":"1990-06-15","crash":true}`, user},
		"unknown engine":            {"palmistry", someone, user},
		"low confidence":            {"numerology", `{"birth_date":"1990-06-15","confidence":0.69}`, cached},
		"cache not wanted":          {"numerology", someone, service.Options{}},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			b.calculate(c.engine, c.input, c.options)
			again := b.calculate(c.engine, c.input, c.options)
			assert.False(t, again.Metadata.Cached)
			assert.Equal(t, 2, b.inner.calculated)
			assert.Empty(t, b.results.values)
			assert.Empty(t, b.profiles.values)
		})
	}
}

func TestDisabled(t *testing.T) {
	b := newBench(t)
	b.enabled = false
	b.calculate("numerology", someone, service.Options{UseCache: true, UserID: "42", SaveProfile: true})
	assert.False(t, b.calculate("numerology", someone, cached).Metadata.Cached)
	assert.Zero(t, b.inner.validations, "nothing is asked that nobody needs")
	assert.Empty(t, b.results.reads)
	assert.Empty(t, b.results.values)
	assert.Len(t, b.profiles.values, 1, "a profile is no cache")
}

func TestAFailingKVIsAMiss(t *testing.T) {
	b := newBench(t)
	b.results.fails, b.profiles.fails = true, true
	for range 2 {
		r := b.calculate("numerology", someone, service.Options{UseCache: true, UserID: "42", SaveProfile: true})
		assert.True(t, r.Success)
		assert.False(t, r.Metadata.Cached)
	}
	assert.ErrorIs(t, b.cache().Ping(t.Context()), errDown)
	b.results.fails = false
	assert.NoError(t, b.cache().Ping(t.Context()))
}

func TestABrokenEntryIsAMiss(t *testing.T) {
	b := newBench(t)
	b.calculate("numerology", someone, cached)
	key := b.results.keys()[0]
	for _, broken := range []string{``, `{`, `null`, `{"data":{"draw":9}}`,
		`{"data":{"draw":9},"engineName":"numerology","inputHash":"another"}`} {
		b.results.values[key] = []byte(broken)
		r := b.calculate("numerology", someone, cached)
		assert.False(t, r.Metadata.Cached, broken)
		assert.NotEqual(t, 9, drawOf(r))
		assert.True(t, b.calculate("numerology", someone, cached).Metadata.Cached, "and is replaced by a good one")
	}
}

func TestTheServiceDown(t *testing.T) {
	b := newBench(t)
	b.inner.down = true
	_, err := b.cache().CalculateEngine(t.Context(), service.Calculation{
		EngineName: "numerology", Input: json.RawMessage(someone), Options: cached,
	})
	assert.ErrorIs(t, err, errDown)
	assert.Equal(t, 1, b.inner.validations+b.inner.calculated, "one request is one failure for the breaker")
	assert.Empty(t, b.background)
}

func TestWritesFollowTheReply(t *testing.T) {
	b := newBench(t)
	var order []string
	c := New(b.inner, Options{
		Enabled: true, Results: b.results, Profiles: b.profiles,
		Now: func() time.Time { return b.inner.now },
		WaitUntil: func(_ context.Context, work func(context.Context)) {
			order = append(order, "registered")
			b.background = append(b.background, work)
		},
	})
	_, err := c.CalculateEngine(t.Context(), service.Calculation{
		EngineName: "numerology", Input: json.RawMessage(someone),
		Options: service.Options{UseCache: true, UserID: "42", SaveProfile: true},
	})
	require.NoError(t, err)
	assert.Equal(t, []string{"registered", "registered"}, order)
	assert.Empty(t, b.results.values)
	assert.Empty(t, b.profiles.values)
	b.reply()
	assert.Len(t, b.results.values, 1)
	assert.Len(t, b.profiles.values, 1)
}

func TestProfiles(t *testing.T) {
	b := newBench(t)
	options := service.Options{UseCache: true, UserID: "42", SaveProfile: true}
	const input = `{"birthDate":"1990-06-15"}`
	result := b.calculate("numerology", input, options)
	const key = "user:42:numerology:2025-07-19T08:00:00.000Z"
	require.Equal(t, []string{key}, b.profiles.keys())
	assert.Equal(t, 30*24*time.Hour, b.profiles.ttls[key])
	assert.JSONEq(t, `{"input":`+input+`,"result":`+string(result.Data)+`,"calculatedAt":"2025-07-19T08:00:00.000Z"}`,
		string(b.profiles.values[key]))

	b.inner.now = b.inner.now.Add(time.Minute)
	require.True(t, b.calculate("numerology", input, options).Metadata.Cached)
	require.Len(t, b.profiles.values, 2)
	assert.Contains(t, string(b.profiles.values["user:42:numerology:2025-07-19T08:01:00.000Z"]),
		`"calculatedAt":"2025-07-19T08:00:00.000Z"`, "a hit was calculated when it was calculated")

	b.calculate("numerology", input, service.Options{SaveProfile: true})
	b.calculate("numerology", input, service.Options{UserID: "42"})
	assert.Len(t, b.profiles.values, 2, "anonymous callers and those who did not ask have none")
}

func TestLifetime(t *testing.T) {
	uncapped := engines.CachePolicy{Scope: engines.ScopeShared, MaxTTLSeconds: 1 << 20}
	for _, c := range []struct {
		policy     engines.CachePolicy
		confidence float64
		seconds    int // 0: not kept
	}{
		{engines.CacheHour, 1, 3600}, {engines.CacheHour, 0.7, 3600}, {engines.CacheHour, 0.69, 0},
		{engines.CacheHalfHour, 0.9, 1800}, {engines.CacheHalfHour, 0.5, 0},
		{engines.CacheQuarterHour, 1, 900}, {engines.CacheQuarterHour, 0.6, 0},
		{engines.CacheDraw, 0, 1800}, {engines.CacheDraw, 1, 1800},
		{engines.CacheNever, 1, 0},
		{uncapped, 0, 1800}, {uncapped, 0.25, 1800}, {uncapped, 0.5, 3600}, {uncapped, 0.8, 5760}, {uncapped, 1, 7200},
		{engines.CachePolicy{MaxTTLSeconds: 10}, 1, 60}, // the least that KV accepts
	} {
		ttl, ok := lifetime(c.policy, c.confidence)
		assert.Equal(t, c.seconds > 0, ok, "%+v at %v", c.policy, c.confidence)
		assert.Equal(t, time.Duration(c.seconds)*time.Second, ttl, "%+v at %v", c.policy, c.confidence)
	}
}

func TestAFailureLeavesNothingToDoAfterTheReply(t *testing.T) {
	b := newBench(t)
	r, err := b.cache().CalculateEngine(t.Context(), service.Calculation{
		EngineName: "numerology", Input: json.RawMessage(`{"birth_date":"1990-06-15","crash":true}`),
		Options: service.Options{UseCache: true, UserID: "42", SaveProfile: true},
	})
	require.NoError(t, err)
	assert.Equal(t, engines.CodeCalculationFailed, r.Code)
	assert.Empty(t, b.background)
}
