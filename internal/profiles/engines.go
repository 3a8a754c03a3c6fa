package profiles

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"

	"github.com/witnessos/witnessos/internal/edge"
)

// Bounds of what one request does to the namespace. A Worker may make 1000 calls for a request.
const (
	maxPages   = 100
	maxKeys    = 10_000
	maxDeletes = 800
	atOnce     = 20
)

// ErrTooMany says that an account has more engine profiles than one request can delete. Some are
// gone; the next request goes on.
var ErrTooMany = errors.New("profiles: more engine profiles than one request can delete")

// prefix is what the keys of the engine profiles of an account begin with, or of one engine.
func prefix(userID int64, engine string) string {
	p := "user:" + strconv.FormatInt(userID, 10) + ":"
	if engine != "" {
		p += engine + ":"
	}
	return p
}

// Engines lists the keys of the engine profiles of an account, or of one engine unless that is "".
// complete is false when there are more than it reads.
func (s *Store) Engines(ctx context.Context, userID int64, engine string) (keys []string, complete bool, err error) {
	keys = []string{}
	cursor := ""
	for range maxPages {
		page, err := s.KV.List(ctx, prefix(userID, engine), cursor)
		if err != nil {
			return nil, false, err
		}
		for _, key := range page.Keys {
			keys = append(keys, key.Name)
		}
		if page.Complete {
			return keys, true, nil
		}
		if len(keys) >= maxKeys {
			break
		}
		cursor = page.Cursor
	}
	return keys, false, nil
}

// Newest returns the newest profile of an engine: {input, result, calculatedAt}. Keys end with the
// instant and are listed in order. It returns ErrNoProfile, or KV's error.
func (s *Store) Newest(ctx context.Context, userID int64, engine string) (json.RawMessage, error) {
	keys, _, err := s.Engines(ctx, userID, engine)
	if err != nil {
		return nil, err
	}
	const tries = 3 // a key may be listed for a while after its value has gone
	for i := len(keys) - 1; i >= max(0, len(keys)-tries); i-- {
		value, found, err := s.KV.Get(ctx, keys[i])
		if err != nil {
			return nil, err
		}
		if found && json.Valid(value) {
			return value, nil
		}
	}
	return nil, ErrNoProfile
}

// DeleteEngines removes the engine profiles of an account, or of one engine unless that is "". It
// returns ErrTooMany, or KV's error.
func (s *Store) DeleteEngines(ctx context.Context, userID int64, engine string) error {
	keys, complete, err := s.Engines(ctx, userID, engine)
	if err != nil {
		return err
	}
	if len(keys) > maxDeletes {
		keys, complete = keys[:maxDeletes], false
	}
	for len(keys) > 0 {
		n := min(atOnce, len(keys))
		failures, deletes := make([]error, n), make([]func(), n)
		for i, key := range keys[:n] {
			deletes[i] = func() { failures[i] = s.KV.Delete(ctx, key) }
		}
		edge.Together(deletes...)
		if err := errors.Join(failures...); err != nil {
			return err
		}
		keys = keys[n:]
	}
	if !complete {
		return ErrTooMany
	}
	return nil
}
