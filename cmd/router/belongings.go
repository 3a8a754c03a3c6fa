package main

import (
	"github.com/witnessos/witnessos/internal/accounts"
	"github.com/witnessos/witnessos/internal/analytics"
	"github.com/witnessos/witnessos/internal/apikeys"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/password"
	"github.com/witnessos/witnessos/internal/profiles"
	"github.com/witnessos/witnessos/internal/readings"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/timeline"
	"github.com/witnessos/witnessos/internal/usage"
	"github.com/witnessos/witnessos/workers/router"
)

// belongings are the stores of accounts and of what is theirs.
func belongings(db sqldb.DB, config router.Config) router.Belongings {
	return router.Belongings{
		Members:   members(db, config),
		Profiles:  &profiles.Store{DB: db, KV: edge.KV("KV_USER_PROFILES"), Now: edge.Now},
		Readings:  &readings.Store{DB: db, Now: edge.Now, Random: edge.Random, Old: edge.KV("KV_USER_PROFILES")},
		Timeline:  &timeline.Store{DB: db, Now: edge.Now, Former: edge.KV("KV_USER_PROFILES")},
		Analytics: &analytics.Store{DB: db, Now: edge.Now},
		Keys:      &apikeys.Store{DB: db, Now: edge.Now, UUID: edge.UUID, Random: edge.Random},
		Usage:     &usage.Store{DB: db, Now: edge.Now},
	}
}

// members are the accounts, with all places where something of theirs is kept.
func members(db sqldb.DB, config router.Config) *accounts.Store {
	return &accounts.Store{
		DB:        db,
		Now:       edge.Now,
		Keys:      config.Keys,
		Passwords: &password.Hasher{Derive: edge.PBKDF2, Random: edge.Random, Pepper: []byte(edge.Getenv("PASSWORD_PEPPER"))},
		UUID:      edge.UUID,
		Random:    edge.Random,
		Protected: config.AdminEmails,
		Cache:     edge.KV("KV_CACHE"),
		Profiles:  edge.KV("KV_USER_PROFILES"),
		Objects:   []accounts.Objects{edge.Namespace("ENGINE_COORDINATOR")},
	}
}
