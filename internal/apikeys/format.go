package apikeys

import (
	"io"
	"strings"
)

const (
	prefix    = "wos_"
	adminPart = "admin_"
	randomLen = 32
	symbols   = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
)

// Resembles reports whether a credential means to be an API key, and not a token: it begins like one.
func Resembles(text string) bool { return strings.HasPrefix(text, prefix) }

// WellFormed reports whether text has the form of a key: ^wos_(admin_)?(live|test)_[A-Za-z0-9]{32}$.
func WellFormed(text string) bool {
	rest, ok := strings.CutPrefix(text, prefix)
	if !ok {
		return false
	}
	rest = strings.TrimPrefix(rest, adminPart)
	environment, random, _ := strings.Cut(rest, "_")
	if !knownEnvironment(environment) || len(random) != randomLen {
		return false
	}
	return strings.Trim(random, symbols) == ""
}

func knownEnvironment(name string) bool { return name == "live" || name == "test" }

// prefixOf is what a key begins with, and all of it that is stored.
func prefixOf(admin bool, environment string) string {
	if admin {
		return prefix + adminPart + environment + "_"
	}
	return prefix + environment + "_"
}

// generate makes a key: its prefix and 32 symbols that are all equally likely, because bytes that would
// favour some of them are rejected.
func generate(random io.Reader, prefix string) (string, error) {
	const fair = 256 - 256%len(symbols)
	key := make([]byte, 0, len(prefix)+randomLen)
	key = append(key, prefix...)
	for len(key) < len(prefix)+randomLen {
		var some [randomLen]byte
		if _, err := io.ReadFull(random, some[:]); err != nil {
			return "", err
		}
		for _, b := range some {
			if int(b) < fair && len(key) < len(prefix)+randomLen {
				key = append(key, symbols[int(b)%len(symbols)])
			}
		}
	}
	return string(key), nil
}
