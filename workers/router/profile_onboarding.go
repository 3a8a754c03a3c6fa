package router

import (
	"context"
	"fmt"
	"strings"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/profiles"
)

// onboardingTier answers POST /api/onboarding/tier1, tier2 and tier3.
func (r *Router) onboardingTier(ctx context.Context, c *call) (*reply, error) {
	tier := int(c.route.path[len(c.route.path)-1] - '0')
	if err := c.ownRequest(); err != nil {
		return nil, err
	}
	change, invalid := profiles.ReadTier(tier, c.bodyJSON(), r.Now())
	if invalid != nil {
		return nil, invalid
	}
	code, message := fmt.Sprintf("TIER%d_FAILED", tier), fmt.Sprintf("Tier %d could not be completed", tier)
	if _, err := r.Profiles.Apply(ctx, c.account.ID, change); err != nil {
		return nil, writeError(err, code, message)
	}
	user, err := r.user(ctx, c)
	if err != nil {
		return nil, profileError(err, code, message)
	}
	body := (&api.Object{}).Set("message", fmt.Sprintf("Tier %d completed successfully", tier)).Set("user", user).Set("tier", tier)
	switch tier {
	case 2:
		body.Set("enginesUnlocked", true)
	case 3:
		body.Set("onboardingComplete", true)
	}
	return ok(body), nil
}

// onboardingStatus answers GET /api/onboarding/status.
func (r *Router) onboardingStatus(ctx context.Context, c *call) (*reply, error) {
	if err := c.ownRequest(); err != nil {
		return nil, err
	}
	facts, err := r.Profiles.Facts(ctx, c.account.ID)
	if err != nil {
		return nil, profileError(err, "STATUS_FAILED", "The onboarding status could not be fetched")
	}
	status := (&api.Object{}).
		Set("currentTier", facts.Tier()).
		Set("tier1Complete", facts.Tier1).
		Set("tier2Complete", facts.Tier2).
		Set("tier3Complete", facts.Tier3).
		Set("enginesAvailable", facts.Onboarded()).
		Set("onboardingComplete", facts.Onboarding).
		Set("nextStep", textOrNull(facts.NextStep()))
	return ok((&api.Object{}).Set("user", facts.User()).Set("onboardingStatus", status)), nil
}

// updateProfile answers PUT /api/user/profile/update.
func (r *Router) updateProfile(ctx context.Context, c *call) (*reply, error) {
	const code, message = "PROFILE_UPDATE_FAILED", "The profile could not be updated"
	data, _ := c.body.object("profileData")
	if err := c.ownRequest(data); err != nil {
		return nil, err
	}
	change, invalid := profiles.ReadUpdate(c.body["profileData"], r.Now())
	if invalid != nil {
		return nil, invalid
	}
	if _, err := r.Profiles.Apply(ctx, c.account.ID, change); err != nil {
		return nil, writeError(err, code, message)
	}
	user, err := r.user(ctx, c)
	if err != nil {
		return nil, profileError(err, code, message)
	}
	return ok((&api.Object{}).Set("message", "Profile updated successfully").Set("user", user)), nil
}

// preferences answers GET /api/user/preferences.
func (r *Router) preferences(ctx context.Context, c *call) (*reply, error) {
	if err := c.ownRequest(); err != nil {
		return nil, err
	}
	facts, err := r.Profiles.Facts(ctx, c.account.ID)
	if err != nil {
		return nil, profileError(err, "PREFERENCES_FETCH_FAILED", "The preferences could not be fetched")
	}
	return ok((&api.Object{}).Set("preferences", facts.PreferencesJSON())), nil
}

// updatePreferences answers PUT /api/user/preferences.
func (r *Router) updatePreferences(ctx context.Context, c *call) (*reply, error) {
	if err := c.ownRequest(); err != nil {
		return nil, err
	}
	change, invalid := profiles.ReadPreferences(c.bodyJSON(), r.Now())
	if invalid != nil {
		return nil, invalid
	}
	preferences, err := r.Profiles.Apply(ctx, c.account.ID, change)
	if err != nil {
		return nil, writeError(err, "PREFERENCES_UPDATE_FAILED", "The preferences could not be updated")
	}
	return ok((&api.Object{}).Set("message", "Preferences updated successfully").Set("preferences", preferences)), nil
}

// textOrNull is null for an empty text.
//
//go:noinline
func textOrNull(text string) any {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	return text
}
