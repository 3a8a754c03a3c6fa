//go:build !js

package router

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/kvtest"
	"github.com/witnessos/witnessos/internal/resultcache"
)

func TestUsageLog(t *testing.T) {
	p := newPortal(t)
	key, id := p.key(piaPro, "engines:numerology:read", "batch:calculate")
	lines := []string{key, "CF-Connecting-IP: 192.0.2.1", "User-Agent: tests/1"}
	fromHome := []string{p.as(piaPro), "CF-Connecting-IP: 192.0.2.1", "User-Agent: tests/1"}
	logged := func() map[string]any {
		rows := p.rows("SELECT * FROM api_usage_logs")
		p.exec("DELETE FROM api_usage_logs")
		if rows.Len() == 0 {
			return nil
		}
		require.Equal(t, 1, rows.Len())
		row := map[string]any{}
		for i, column := range rows.Columns {
			row[column] = rows.Values[0][i]
		}
		delete(row, "id")
		return row
	}
	r := p.send("POST", "/engines/numerology/calculate", numbers, lines...)
	assert.Equal(t, map[string]any{
		"api_key_id": id, "user_id": int64(2), "endpoint": "/engines/{n}/calculate", "method": "POST", "status_code": int64(200),
		"response_time_ms": int64(0), "request_size_bytes": int64(len(numbers)), "response_size_bytes": int64(len(r.Whole())),
		"ip_address": "192.0.2.1", "user_agent": "tests/1", "timestamp": "2025-07-18 23:30:00", "engine_used": "numerology",
		"error_message": nil, "cache_hit": nil,
	}, logged())

	p.send("POST", "/api/engines/calculate", `{"engineName":"numerology","input":{"birth_date":"secret"}}`, fromHome...)
	row := logged()
	assert.Nil(t, row["api_key_id"])
	assert.Nil(t, row["ip_address"], "people leave no address")
	assert.Nil(t, row["user_agent"])
	assert.Equal(t, "VALIDATION_ERROR", row["error_message"], "the code and nothing else")
	assert.Equal(t, "/api/engines/calculate", row["endpoint"])
	assert.Equal(t, "numerology", row["engine_used"])

	p.send("POST", "/engines/tarot/calculate", numbers, lines...)
	assert.Equal(t, "FORBIDDEN", logged()["error_message"])
	p.send("POST", "/durable/engine-coordinator/cancel-calculation", `{"calculationId":"x"}`, lines...)
	row = logged()
	assert.Equal(t, int64(404), row["status_code"])
	assert.Equal(t, "NOT_FOUND", row["error_message"], "an object's own")
	p.send("POST", "/batch", "{", lines...)
	assert.Equal(t, "INVALID_JSON", logged()["error_message"])
	p.send("HEAD", "/api", "", lines...)
	row = logged()
	assert.Equal(t, "HEAD", row["method"], "a key has been looked up, also where nobody asks who is calling")
	assert.Equal(t, "/api", row["endpoint"])

	for _, unlogged := range [][]string{
		{"POST", "/engines/numerology/calculate", ""}, {"POST", "/engines/numerology/calculate", "Authorization: Bearer x"},
		{"GET", "/api", p.as(piaPro)}, {"GET", "/nothing", key}, {"PATCH", "/engines", key}, {"OPTIONS", "/engines", key},
		{"GET", "/api/developer/keys", key},
	} {
		p.send(unlogged[0], unlogged[1], numbers, unlogged[2])
		assert.Nil(t, logged(), "%v", unlogged)
	}
	p.Config.Analytics = false
	p.send("POST", "/engines/numerology/calculate", numbers, lines...)
	assert.Nil(t, logged())
}

func TestCacheHitsAreLogged(t *testing.T) {
	p := newPortal(t)
	p.Engine = resultcache.New(p.Engine, resultcache.Options{
		Enabled: true, Results: &kvtest.Memory{}, Profiles: &kvtest.Memory{}, Now: p.time, WaitUntil: p.WaitUntil,
	})
	key, _ := p.key(piaPro, "engines:numerology:read")
	for _, body := range []string{numbers, numbers, strings.Replace(numbers, "{", `{"options":{"useCache":false},`, 1), `{"input":{}}`} {
		p.send("POST", "/engines/numerology/calculate", body, key)
	}
	rows := p.rows("SELECT status_code, cache_hit FROM api_usage_logs ORDER BY id")
	assert.Equal(t, [][]any{{int64(200), int64(0)}, {int64(200), int64(1)}, {int64(200), nil}, {int64(400), nil}}, rows.Values)
	data := p.send("GET", "/analytics/usage?timeRange=1d", "", p.as(piaPro)).at("data")
	assert.Equal(t, 50.0, at(data, "cachePerformance", "hitRate"))
	assert.Equal(t, "1d", at(data, "timeRange"))
	assert.EqualValues(t, 4, at(data, "engineUsage", "numerology", "totalUsage"))
}

func TestALogThatCannotBeWritten(t *testing.T) {
	p := newPortal(t)
	admin, _ := p.key(theRoot, "admin:debug:access", "engines:numerology:read")
	p.Router.DB = broken{p.db}
	p.audit.Err = errDown
	r := p.send("POST", "/engines/numerology/calculate", numbers, admin)
	assert.Equal(t, 200, r.Status, "%s", r.Whole())
}

func TestLastUse(t *testing.T) {
	p := newPortal(t)
	key, id := p.key(piaPro, "readings:read")
	last := func() any {
		return p.send("GET", "/api/developer/keys/"+id, "", p.as(piaPro)).at("data", "apiKey", "last_used_at")
	}
	assert.Nil(t, last())
	p.send("GET", "/api", "", key)
	assert.Equal(t, "2025-07-18T23:30:00.000Z", last())
	p.now = p.now.Add(59 * time.Second)
	p.send("GET", "/api", "", key)
	assert.Equal(t, "2025-07-18T23:30:00.000Z", last())
	p.now = p.now.Add(time.Second)
	p.send("GET", "/api", "", key)
	assert.Equal(t, "2025-07-18T23:31:00.000Z", last())
}

func TestUsesOfAdminKeysAreRecorded(t *testing.T) {
	p := newPortal(t)
	p.Router.table = newTable(append([]route{
		{method: "GET", path: "/t/both", access: adminOrKey, missing: "M", scope: "admin:debug:access", handle: echoSubject},
	}, routes...))
	admin, id := p.key(theRoot, "admin:debug:access")
	plain, _ := p.key(theRoot, "readings:read")
	p.Config.Analytics = false // which is another matter
	p.send("GET", "/t/both", "", admin, "CF-Connecting-IP: 192.0.2.1", "User-Agent: tests/1")
	p.send("GET", "/t/both", "", plain)
	p.send("GET", "/t/both", "", p.as(theRoot))
	rows := p.rows(`SELECT api_key_id, user_id, action, privilege, endpoint, ip_address, user_agent, metadata, created_at FROM admin_api_key_audit`)
	require.Equal(t, 1, rows.Len())
	assert.Equal(t, []any{id, int64(4), "GET", "admin:debug:access", "/t/both", "192.0.2.1", "tests/1",
		`{"status":200,"requestId":"request","environment":"live"}`, "2025-07-18T23:30:00.000Z"}, rows.Values[0])
	name := "admin_audit:" + id + ":1752881400000"
	require.Equal(t, []string{name}, p.audit.Keys())
	assert.Equal(t, 30*24*time.Hour, p.audit.TTLs[name])
	value, _, err := p.audit.Get(t.Context(), name)
	require.NoError(t, err)
	var use map[string]any
	require.NoError(t, json.Unmarshal(value, &use))
	assert.Equal(t, "admin:debug:access", use["privilege"])
	assert.Equal(t, 200.0, use["status"])
	assert.Zero(t, p.rows("SELECT 1 FROM api_usage_logs").Len())

	p.now = p.now.Add(time.Second)
	p.send("GET", "/api", "", admin)
	rows = p.rows("SELECT privilege, endpoint FROM admin_api_key_audit WHERE privilege IS NULL")
	assert.Equal(t, [][]any{{nil, "/api"}}, rows.Values, "each use, also without a privilege")
}
