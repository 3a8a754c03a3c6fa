package usage

import (
	"time"

	"github.com/witnessos/witnessos/internal/sqldb"
)

// Call is a row of the log.
type Call struct {
	UserID       int64
	KeyID        string // "" for a token
	Endpoint     string // as the route table has it: no ids, nothing that a user wrote
	Method       string
	Status       int
	Took         time.Duration
	RequestSize  int // of the body, in bytes
	ResponseSize int
	Address      string // this and the next are kept for API keys only
	UserAgent    string
	At           time.Time
	Engine       string // "" for none, or for several
	Failure      string // the code of a failure
	CacheHit     *bool  // nil when the result could not have been cached
}

// Whoever has been deleted since then leaves no row, and a key that has been leaves one without it.
const insertCall = `
INSERT INTO api_usage_logs (api_key_id, user_id, endpoint, method, status_code, response_time_ms,
	request_size_bytes, response_size_bytes, ip_address, user_agent, timestamp, engine_used, error_message, cache_hit)
SELECT (SELECT k.id FROM api_keys k WHERE k.id = ?), u.id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
FROM users u WHERE u.id = ?`

// agentLength bounds the one text of a row that a client chooses.
const agentLength = 256

// Statement is what writes the row.
func (c Call) Statement() sqldb.Statement {
	var hit any
	if c.CacheHit != nil {
		hit = *c.CacheHit
	}
	agent := c.UserAgent
	if len(agent) > agentLength {
		agent = agent[:agentLength]
	}
	return sqldb.Do(insertCall, sqldb.OrNull(c.KeyID), c.Endpoint, c.Method, c.Status, c.Took.Milliseconds(),
		c.RequestSize, c.ResponseSize, sqldb.OrNull(c.Address), sqldb.OrNull(agent), c.At.UTC().Format(layout),
		sqldb.OrNull(c.Engine), sqldb.OrNull(c.Failure), hit, c.UserID)
}

// DeleteExpired deletes rows of the log that are older than what their owner's tier keeps. It takes the
// present and a number of rows at most.
const DeleteExpired = `DELETE FROM api_usage_logs WHERE id IN (
	SELECT l.id FROM users u CROSS JOIN api_usage_logs l
	WHERE l.user_id = u.id AND l.timestamp < datetime(?, CASE u.developer_tier
		WHEN 'enterprise' THEN '-365 days' WHEN 'pro' THEN '-30 days' ELSE '-7 days' END)
	LIMIT ?)`
