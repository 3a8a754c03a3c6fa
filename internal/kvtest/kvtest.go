// Package kvtest is a KV namespace in memory, for tests.
package kvtest

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/witnessos/witnessos/internal/edge"
)

// Memory implements what edge.KV does. The zero value is an empty namespace.
type Memory struct {
	mu     sync.Mutex
	values map[string][]byte
	TTLs   map[string]time.Duration // of the keys that were stored with one
	Err    error                    // what every call returns, unless nil
}

// Get returns a value.
func (m *Memory) Get(_ context.Context, key string) ([]byte, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	value, found := m.values[key]
	return slices.Clone(value), found, m.Err
}

// Put stores a value.
func (m *Memory) Put(_ context.Context, key string, value []byte, ttl time.Duration) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.Err != nil {
		return m.Err
	}
	if m.values == nil {
		m.values, m.TTLs = map[string][]byte{}, map[string]time.Duration{}
	}
	m.values[key], m.TTLs[key] = slices.Clone(value), ttl
	return nil
}

// Delete removes a key.
func (m *Memory) Delete(_ context.Context, key string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.values, key)
	return m.Err
}

// List returns the keys with a prefix, two a page, so that whoever reads only one page fails.
func (m *Memory) List(_ context.Context, prefix, cursor string) (page edge.KeyPage, err error) {
	const size = 2
	for _, key := range m.Keys() {
		if !strings.HasPrefix(key, prefix) || key <= cursor {
			continue
		}
		if len(page.Keys) == size {
			return page, m.Err
		}
		page.Keys = append(page.Keys, struct {
			Name       string `json:"name"`
			Expiration int64  `json:"expiration"`
		}{Name: key})
		page.Cursor = key
	}
	page.Complete, page.Cursor = true, ""
	return page, m.Err
}

// Keys returns all keys, sorted.
func (m *Memory) Keys() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	keys := make([]string, 0, len(m.values))
	for key := range m.values {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
