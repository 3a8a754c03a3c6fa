package resultcache

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/service"
)

func (b *bench) batch(o service.Options, items ...service.BatchItem) service.BatchResult {
	b.t.Helper()
	r, err := b.cache().BatchCalculate(b.t.Context(), service.Batch{Engines: items, Options: o})
	require.NoError(b.t, err)
	b.reply()
	return r
}

func item(engine, input string) service.BatchItem {
	return service.BatchItem{EngineName: engine, Input: json.RawMessage(input)}
}

func TestBatchAsksForTheMissesOnly(t *testing.T) {
	b := newBench(t)
	user := service.Options{UseCache: true, UserID: "42"}
	known := drawOf(b.calculate("tarot", someone, user))
	b.calculate("numerology", someone, user)

	r := b.batch(user,
		item("enneagram", someone),
		item("tarot", someone),
		item("palmistry", someone),
		item("face-reading", someone),
		item("numerology", `{"birthDate":"1990-06-15"}`),
		item("human_design", `{}`),
	)
	assert.Equal(t, []int{4}, b.inner.batches)
	assert.Equal(t, service.Summary{Total: 6, Successful: 4, Failed: 2, Cached: 2}, r.Summary)
	var names, codes []string
	var hits []bool
	for _, outcome := range r.Results {
		names, codes, hits = append(names, outcome.EngineName), append(codes, outcome.Code), append(hits, outcome.Metadata.Cached)
	}
	assert.Equal(t, []string{"enneagram", "tarot", "palmistry", "face_reading", "numerology", "human_design"}, names)
	assert.Equal(t, []string{"", "", "ENGINE_NOT_FOUND", "", "", "VALIDATION_ERROR"}, codes)
	assert.Equal(t, []bool{false, true, false, false, true, false}, hits)
	assert.Equal(t, known, drawOf(r.Results[1].Result))

	again := b.batch(user, item("enneagram", someone), item("numerology", someone))
	assert.Equal(t, service.Summary{Total: 2, Successful: 2, Cached: 2}, again.Summary)
	assert.Equal(t, []int{4}, b.inner.batches, "a batch of hits does not reach the service")
}

func TestBatchSavesProfilesOfHitsAndMisses(t *testing.T) {
	b := newBench(t)
	b.calculate("numerology", someone, cached)
	b.batch(service.Options{UseCache: true, UserID: "42", SaveProfile: true},
		item("numerology", someone), item("enneagram", someone), item("biofield", someone), item("tarot", `{}`))
	assert.Equal(t, []string{
		"user:42:enneagram:2025-07-19T08:00:00.000Z",
		"user:42:numerology:2025-07-19T08:00:00.000Z",
	}, b.profiles.keys())
}

func TestBatchWithoutCache(t *testing.T) {
	b := newBench(t)
	b.calculate("numerology", someone, cached)
	r := b.batch(service.Options{}, item("numerology", someone), item("enneagram", someone))
	assert.Equal(t, service.Summary{Total: 2, Successful: 2}, r.Summary)
	assert.Equal(t, []int{2}, b.inner.batches)
	assert.Len(t, b.results.reads, 1, "that of the calculation before")
}

func TestBatchWithKVDown(t *testing.T) {
	b := newBench(t)
	b.results.fails = true
	r := b.batch(cached, item("numerology", someone), item("enneagram", someone))
	assert.Equal(t, service.Summary{Total: 2, Successful: 2}, r.Summary)
}

func TestBatchWithTheServiceDown(t *testing.T) {
	b := newBench(t)
	b.inner.down = true
	_, err := b.cache().BatchCalculate(t.Context(), service.Batch{
		Engines: []service.BatchItem{item("numerology", someone), item("enneagram", someone), item("tarot", someone)},
		Options: cached,
	})
	assert.ErrorIs(t, err, errDown)
	assert.Equal(t, 1, b.inner.validations+len(b.inner.batches), "one request is one failure for the breaker")
}

func TestBatchOfAWrongSizeGoesToTheService(t *testing.T) {
	b := newBench(t)
	b.batch(cached)
	b.batch(cached, make([]service.BatchItem, service.MaxBatch+1)...)
	assert.Equal(t, []int{0, service.MaxBatch + 1}, b.inner.batches)
	assert.Zero(t, b.inner.validations)
}
