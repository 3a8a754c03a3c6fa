package edge

import (
	"context"
	"encoding/json"
	"time"
)

// KV is a KV namespace by the name of its binding.
type KV string

// Get returns the value of a key; found is false when there is none.
func (kv KV) Get(ctx context.Context, key string) (value []byte, found bool, err error) {
	head, value, err := do(ctx, []any{"kv.get", string(kv), key}, nil)
	if err != nil {
		return nil, false, err
	}
	err = json.Unmarshal(head, &found)
	return value, found, err
}

// Put stores a value. A ttl of 0 keeps it for good; the platform refuses one under 60 s.
func (kv KV) Put(ctx context.Context, key string, value []byte, ttl time.Duration) error {
	options := map[string]int64{}
	if ttl > 0 {
		options["expirationTtl"] = int64(ttl / time.Second)
	}
	return run(ctx, value, "kv.put", string(kv), key, options)
}

// Delete removes a key; one that does not exist is no error.
func (kv KV) Delete(ctx context.Context, key string) error {
	return run(ctx, nil, "kv.delete", string(kv), key)
}

// KeyPage is one page of the keys of a namespace. Cursor is for the next page unless Complete.
type KeyPage struct {
	Keys []struct {
		Name       string `json:"name"`
		Expiration int64  `json:"expiration"` // epoch seconds, 0 for never
	} `json:"keys"`
	Complete bool   `json:"complete"`
	Cursor   string `json:"cursor"`
}

// List returns keys with a prefix, at most 1000 a page.
func (kv KV) List(ctx context.Context, prefix, cursor string) (KeyPage, error) {
	options := map[string]string{"prefix": prefix}
	if cursor != "" {
		options["cursor"] = cursor
	}
	return call[KeyPage](ctx, nil, "kv.list", string(kv), options)
}
