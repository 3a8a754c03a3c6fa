package resultcache

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/service"
)

// readTimeout is how long a calculation waits for KV before it goes ahead without.
const readTimeout = time.Second

// lookup is what the cache knows of a calculation.
type lookup struct {
	hit   *engines.Result // nil for a miss
	place *place          // where a fresh result is kept; nil when it is not
}

// place is where the result of a calculation is kept.
type place struct {
	key, engine, hash string
	policy            engines.CachePolicy
}

// applies reports whether a calculation may be looked up at all.
func (c *Cache) applies(p service.Calculation) bool {
	name, known := engines.Canonical(p.EngineName)
	return c.o.Enabled && p.Options.UseCache && known && !Biometric(name)
}

// Biometric names the engines of whose input and results nothing is ever kept.
func Biometric(engine string) bool { return engine == "face_reading" || engine == "biofield" }

// look finds the place of a calculation and what is there. Its errors are the service's: when that
// cannot normalise an input it could not calculate either.
func (c *Cache) look(ctx context.Context, p service.Calculation) (lookup, error) {
	if !c.applies(p) {
		return lookup{}, nil
	}
	validation, err := c.Engine.ValidateEngine(ctx, service.Calculation{EngineName: p.EngineName, Input: p.Input})
	if err != nil {
		return lookup{}, err
	}
	at := placeOf(validation, p.Options.UserID)
	if at == nil {
		return lookup{}, nil
	}
	value, found, err := c.o.Results.Get(edge.WithTimeout(ctx, readTimeout), at.key)
	if err != nil {
		fmt.Printf("resultcache: %s not read: %v\n", at.engine, err)
	}
	if err != nil || !found {
		return lookup{place: at}, nil
	}
	hit, ok := at.restore(value, c.o.Now())
	if !ok {
		fmt.Printf("resultcache: %s has an unreadable entry\n", at.engine)
		return lookup{place: at}, nil
	}
	return lookup{hit: hit, place: at}, nil
}

// placeOf returns nil for a result that is not to be kept: the input is not valid, or the engine's
// policy does not allow it for this caller ("" for anonymous ones).
func placeOf(v engines.Validation, userID string) *place {
	if !v.Valid || v.Metadata.Cache == nil {
		return nil
	}
	scope := ""
	switch v.Metadata.Cache.Scope {
	case engines.ScopeShared:
		scope = "shared"
	case engines.ScopeUser:
		if userID == "" {
			return nil
		}
		scope = "u" + userID
	default:
		return nil
	}
	canonical, err := canonicalJSON(v.NormalizedInput)
	if err != nil {
		return nil
	}
	engine := v.Metadata.EngineName
	sum := sha256.Sum256(append([]byte(v.Metadata.Version+"\x00"), canonical...))
	hash := hex.EncodeToString(sum[:])
	return &place{key: "cache:" + engine + ":" + scope + ":" + hash, engine: engine, hash: hash, policy: *v.Metadata.Cache}
}

// canonicalJSON writes JSON with sorted keys and without blanks; numbers keep their digits.
func canonicalJSON(raw json.RawMessage) ([]byte, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var value any
	if err := d.Decode(&value); err != nil {
		return nil, err
	}
	return json.Marshal(value)
}
