// Package apikeys makes and checks the keys with which programs call the API: their tiers, scopes and
// limits.
package apikeys
