package resultcache

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/service"
)

// profileTTL is how long an engine profile is kept.
const profileTTL = 30 * 24 * time.Hour

// profile is an engine profile: what a user asked an engine, and what it answered.
type profile struct {
	Input        json.RawMessage `json:"input"`  // as the user gave it
	Result       json.RawMessage `json:"result"` // the engine's data object
	CalculatedAt string          `json:"calculatedAt"`
}

// saveProfile writes the profile of a signed-in caller who wants it saved, after the reply. The
// newest of a user and engine counts, so each has its own key.
func (c *Cache) saveProfile(ctx context.Context, p service.Calculation, r engines.Result) {
	engine := r.Metadata.EngineName
	if !r.Success || !p.Options.SaveProfile || p.Options.UserID == "" || Biometric(engine) {
		return
	}
	now := api.Time(c.o.Now())
	key := "user:" + p.Options.UserID + ":" + engine + ":" + now
	at := now
	if r.Metadata.Cached {
		at = r.Metadata.CachedAt
	}
	c.o.WaitUntil(ctx, func(ctx context.Context) {
		value, err := json.Marshal(profile{p.Input, r.Data, at})
		if err == nil {
			err = c.o.Profiles.Put(ctx, key, value, profileTTL)
		}
		if err != nil {
			fmt.Printf("resultcache: profile of %s not saved: %v\n", engine, err)
		}
	})
}
