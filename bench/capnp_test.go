package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestConfigKeepsTheSecretFromTheServices(t *testing.T) {
	router := worker{Name: "router", entry: "index.js", Vars: map[string]any{"RATE_LIMIT_MAX": "50"}}
	engine := worker{Name: "engine", entry: "index.js", Vars: map[string]any{"ENVIRONMENT": "development", "N": 5.0}}
	config := configOf([]worker{router, engine}, map[string]string{"JWT_SECRET": `a "secret"`, "RATE_LIMIT_MAX": "9"})

	assert.Regexp(t, `(?s)name = "router".*name = "JWT_SECRET", text = "a \\"secret\\"".*name = "engine"`, config)
	assert.NotRegexp(t, `(?s)name = "engine", worker.*JWT_SECRET`, config)
	assert.Contains(t, config, `(name = "RATE_LIMIT_MAX", text = "9")`)
	assert.NotContains(t, config, `text = "50"`)
	assert.Contains(t, config, `(name = "N", text = "5")`)
}
