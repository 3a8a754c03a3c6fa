package router

import (
	"context"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/apikeys"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/ratelimit"
	"github.com/witnessos/witnessos/internal/web/query"
)

// usageRange is the time range of both statistics where the client names none, in words and in days.
const (
	usageRange     = "30d"
	usageRangeDays = 30
)

// timeRange is the time range that a client asked for.
func (c *call) timeRange() (text string, days int) {
	text = c.query.Get("timeRange")
	if days = query.Days(text, 0); days == 0 {
		return usageRange, usageRangeDays
	}
	return text, days
}

// developerUsage answers GET /api/developer/usage.
func (r *Router) developerUsage(ctx context.Context, c *call) (*reply, error) {
	keyID := c.query.Get("apiKeyId")
	if keyID != "" {
		if _, err := r.Keys.Find(ctx, c.account.ID, keyID); err != nil {
			return nil, keyError(err)
		}
	}
	_, days := c.timeRange()
	statistics, err := r.Usage.Statistics(ctx, c.account.ID, keyID, days)
	if err != nil {
		return nil, err
	}
	return ok((&api.Object{}).Set("data", statistics)), nil
}

// usageAnalytics answers GET /analytics/usage.
func (r *Router) usageAnalytics(ctx context.Context, c *call) (*reply, error) {
	text, days := c.timeRange()
	breakdown := c.query.Get("includeEngineBreakdown") != "false"
	overview, err := r.Usage.Overview(ctx, c.account.ID, text, days, breakdown)
	if err != nil {
		return nil, api.NewError(500, "USAGE_ANALYTICS_FAILED", "The usage could not be counted").Because(err)
	}
	return ok((&api.Object{}).Set("data", overview)), nil
}

// developerScopes answers GET /api/developer/scopes.
func (r *Router) developerScopes(ctx context.Context, c *call) (*reply, error) {
	scopes, tier, err := r.Keys.Grantable(ctx, c.account)
	if err != nil {
		return nil, err
	}
	list := make([]*api.Object, len(scopes))
	for i, s := range scopes {
		list[i] = (&api.Object{}).
			Set("id", s.ID).
			Set("scope_name", s.Name).
			Set("description", s.Description).
			Set("tier_required", s.TierNeeded)
	}
	return ok((&api.Object{}).Set("data",
		(&api.Object{}).Set("scopes", list).Set("userTier", tier.Name).Set("total", len(list)))), nil
}

// windowUse is a member of the rate limits. What cannot be asked is null.
type windowUse struct {
	Limit     int    `json:"limit"`
	Used      *int   `json:"used"`
	Remaining *int   `json:"remaining"`
	ResetTime string `json:"resetTime"`
}

// developerLimits answers GET /api/developer/rate-limits: the limits that the tier gives to a key, and
// what all keys of the account have used in the present windows. It is the counters themselves that are
// asked, of those keys that have been used today.
func (r *Router) developerLimits(ctx context.Context, c *call) (*reply, error) {
	tier, err := r.Keys.Tier(ctx, c.account.ID)
	if err != nil {
		return nil, err
	}
	now := r.Now()
	day := keyWindows[len(keyWindows)-1].length
	keys, err := r.Keys.UsedSince(ctx, c.account.ID, ratelimit.End(now, day).Add(-day))
	if err != nil {
		return nil, err
	}
	used := r.usedByKeys(ctx, keys)
	data := &api.Object{}
	for i, rule := range keyRules(tier.Limits) {
		use := windowUse{Limit: rule.Limit, ResetTime: api.Time(ratelimit.End(now, rule.Window))}
		if used != nil {
			remaining := max(0, rule.Limit-used[i])
			use.Used, use.Remaining = &used[i], &remaining
		}
		data.Set(limitNames[i], use)
	}
	return ok((&api.Object{}).Set("data", data)), nil
}

// usedByKeys sums up what keys have used, by window; nil when a counter does not answer.
func (r *Router) usedByKeys(ctx context.Context, keys []apikeys.Counted) []int {
	var questions []func()
	parts := make([][]int, len(keys))
	failed := false
	for i, key := range keys {
		rules := keyRules(key.Limits)
		parts[i] = make([]int, len(rules))
		for w, rule := range rules {
			questions = append(questions, func() {
				n, err := r.Limiter.Used(ctx, keyBucket(key.ID), rule)
				if err != nil {
					failed = true
				}
				parts[i][w] = n
			})
		}
	}
	edge.Together(questions...)
	if failed {
		return nil
	}
	sums := make([]int, len(keyWindows))
	for _, part := range parts {
		for w, n := range part {
			sums[w] += n
		}
	}
	return sums
}
