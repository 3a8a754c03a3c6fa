// Package apikeys makes and checks the keys with which programs call the API: their tiers, scopes and
// limits.
//
// A key is shown once, when it is made; the database has its hash. What a key may do stands in its row
// (scopes, limits), and whether it still may is asked at every request: the row must be active and not
// expired, an admin key's owner must still be an admin, and a limit is never above what the owner's
// tier has now.
package apikeys
