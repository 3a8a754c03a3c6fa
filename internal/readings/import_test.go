//go:build !js

package readings

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/kvtest"
	"github.com/witnessos/witnessos/internal/sqldb"
)

func (s *shelf) old(key, value string) {
	s.t.Helper()
	if s.Store.Old == nil {
		s.Store.Old = &kvtest.Memory{}
	}
	require.NoError(s.t, s.Store.Old.(*kvtest.Memory).Put(s.t.Context(), key, []byte(value), 0))
}

func TestImport(t *testing.T) {
	s := newShelf(t)
	s.old("user_readings:42", `["reading_1700000000000_aaaaaaaaa","reading_1600000000000_bbbbbbbbb","reading_1600000000000_gone00000",7,{"id":"reading_3_ccccccccc"}]`)
	s.old("reading:42:reading_1700000000000_aaaaaaaaa", `{"id":"other","userId":42,"type":"t","engines":["tarot","",7],"results":{"output":1,"input":{"a":1}},"favorite":true,"notes":"n","createdAt":"2023-11-14T22:13:20.000Z","mood":"m"}`)
	s.old("reading:42:reading_1600000000000_bbbbbbbbb", `{"engines":"tarot","type":9,"notes":{},"favorite":"yes"}`)
	s.old("reading:42:reading_3_ccccccccc", `{"timestamp":"2024-01-02T03:04:05+01:00","results":{},"engines":["iching"],"isFavorite":true,"type":7}`)
	s.old("reading:42:reading_5_lost00000", `{"results":{},"engines":[]}`)
	s.old("reading:42:reading_6_broken000", `{"results":`)
	s.old("reading:42:reading_7_deep00000", `{"results":`+strings.Repeat("[", 300)+strings.Repeat("]", 300)+`}`)
	s.old("reading:421:reading_8_foreign00", `{"results":{},"engines":[]}`)
	_, err := sqldb.Exec(t.Context(), s.DB, "INSERT INTO readings (user_id, reading_type, engines_used, input_data, results, created_at) VALUES (42, 'r', '[]', '{}', '{}', '2024-05-06 07:08:09')")
	require.NoError(t, err)

	require.NoError(t, s.Import(t.Context(), ada))
	list, total, err := s.History(t.Context(), ada, Filter{Limit: 100, Page: 1})
	require.NoError(t, err)
	assert.Equal(t, 5, total)
	var ids []string
	for i := range list {
		ids = append(ids, list[i].ID)
	}
	assert.Equal(t, []string{
		"reading_1714979289000_000000001", "reading_3_ccccccccc", "reading_1700000000000_aaaaaaaaa", "reading_1600000000000_bbbbbbbbb", "reading_5_lost00000",
	}, ids)
	assert.Equal(t, "2024-05-06T07:08:09.000Z", list[0].CreatedAt)
	assert.Equal(t, "2024-01-02T02:04:05.000Z", list[1].CreatedAt)
	assert.True(t, list[1].Favorite)
	assert.Equal(t, "iching_reading", list[1].Type)
	first := s.find(ids[2])
	assert.Equal(t, []any{"tarot"}, first["engines"])
	assert.Equal(t, "m", first["mood"])
	assert.Equal(t, "42", first["userId"])
	assert.Equal(t, ids[2], first["id"])
	assert.Equal(t, "n", first["notes"])
	second := s.find(ids[3])
	assert.Equal(t, "reading", second["type"])
	assert.Equal(t, "2020-09-13T12:26:40.000Z", second["createdAt"], "from the id")
	assert.Equal(t, false, second["favorite"])
	assert.Nil(t, second["results"])
	assert.Contains(t, second, "results")

	require.NoError(t, s.Delete(t.Context(), ada, ids[2]))
	for _, again := range []*Store{s.Store, {DB: s.DB, Now: s.Now, Old: s.Store.Old}} {
		require.NoError(t, again.Import(t.Context(), ada))
		assert.EqualValues(t, 4, s.count("readings"), "what was deleted stays so")
	}
	require.NoError(t, s.copyOld(t.Context(), ada), "by a request that had asked before the other was done")
	assert.EqualValues(t, 4, s.count("readings"))
	assert.Len(t, s.Store.Old.(*kvtest.Memory).Keys(), 8, "the keys are left alone")
}

func TestImportWhenKVIsDown(t *testing.T) {
	s := newShelf(t)
	s.old("user_readings:42", `["a"]`)
	s.old("reading:42:a", `{"results":{},"engines":[]}`)
	kv := s.Store.Old.(*kvtest.Memory)
	kv.Err = errors.New("down")
	require.Error(t, s.Import(t.Context(), ada))
	assert.Zero(t, s.count("kv_imports"))
	kv.Err = nil
	require.NoError(t, s.Import(t.Context(), ada))
	assert.EqualValues(t, 1, s.count("readings"))
	require.NoError(t, s.Import(t.Context(), ben))
	assert.EqualValues(t, 2, s.count("kv_imports"))
}

// TestImportAtOnce: two first requests at the same time make one import, also of more than goes into
// one batch.
func TestImportAtOnce(t *testing.T) {
	s := newShelf(t)
	var ids []string
	for i := range 60 {
		ids = append(ids, fmt.Sprintf("reading_%d_000000000", 1_700_000_000_000+i))
		s.old("reading:42:"+ids[i], `{"results":"`+strings.Repeat("x", 100_000)+`","engines":["tarot"]}`)
	}
	list, _ := json.Marshal(ids)
	s.old("user_readings:42", string(list))
	var group sync.WaitGroup
	for range 20 {
		one := &Store{DB: s.DB, Now: s.Now, Old: s.Store.Old} // each in its own isolate
		group.Go(func() { assert.NoError(t, one.Import(context.Background(), ada)) })
	}
	group.Wait()
	assert.EqualValues(t, len(ids), s.count("readings"))
	assert.EqualValues(t, 1, s.count("kv_imports"))
}
