// Package profiles is what an account says about its person: birth data, onboarding tiers,
// preferences, and the profile that clients upload.
package profiles
