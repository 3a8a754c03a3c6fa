package router

import (
	"context"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/witnessos/witnessos/internal/accounts"
	"github.com/witnessos/witnessos/internal/ratelimit"
	"github.com/witnessos/witnessos/internal/sha256"
)

const (
	attemptWindow = time.Minute
	failureWindow = 15 * time.Minute
	maxFailures   = 10 // of an account in failureWindow
)

// countAttempt counts a request against the attempts of its address.
func (r *Router) countAttempt(ctx context.Context, c *call) admission {
	d := r.Limiter.Take(ctx, "auth:"+clientAddress(c.Request), r.Config.AuthRateMax, attemptWindow)
	return admission{allowed: d.Allowed, decision: d}
}

// trial is a password that is about to be tried.
type trial struct {
	bucket   string
	decision ratelimit.Decision
}

// tryPassword counts a failure of an account in advance, so that many at once do not get more tries
// than one after another; refused says that there have been too many. The account need not exist.
func (r *Router) tryPassword(ctx context.Context, email string) (t trial, refused error) {
	sum := sha256.Sum256([]byte(accounts.Normalize(email)))
	t.bucket = "login:" + hex.EncodeToString(sum[:])
	t.decision = r.Limiter.Take(ctx, t.bucket, maxFailures, failureWindow)
	if !t.decision.Allowed {
		return t, admission{decision: t.decision}.refusal()
	}
	return t, nil
}

// noFailure takes the failure back: the password was right, or could not be tried.
func (r *Router) noFailure(ctx context.Context, t trial) {
	if err := r.Limiter.Return(ctx, t.bucket, t.decision); err != nil {
		fmt.Printf("router: a login that did not fail stays counted: %v\n", err)
	}
}
