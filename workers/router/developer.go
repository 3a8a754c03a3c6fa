package router

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/apikeys"
	"github.com/witnessos/witnessos/internal/sqldb"
)

var errNoKey = api.NewError(404, "NOT_FOUND", "API key not found")

// The longest texts of a key, in characters.
const (
	longestKeyName        = 100
	longestKeyDescription = 500
)

// developerKeys answers GET /api/developer/keys.
func (r *Router) developerKeys(ctx context.Context, c *call) (*reply, error) {
	keys, err := r.Keys.List(ctx, c.account.ID)
	if err != nil {
		return nil, err
	}
	list := make([]*api.Object, len(keys))
	for i, key := range keys {
		list[i] = keyObject(key)
	}
	return ok((&api.Object{}).Set("data", (&api.Object{}).Set("apiKeys", list).Set("total", len(list)))), nil
}

// developerKey answers GET /api/developer/keys/{id}.
func (r *Router) developerKey(ctx context.Context, c *call) (*reply, error) {
	key, err := r.Keys.Find(ctx, c.account.ID, c.params[0])
	if err != nil {
		return nil, keyError(err)
	}
	return ok((&api.Object{}).Set("data", (&api.Object{}).Set("apiKey", keyObject(key)))), nil
}

// createDeveloperKey answers POST /api/developer/keys.
func (r *Router) createDeveloperKey(ctx context.Context, c *call) (*reply, error) {
	order, invalid := c.keyOrder(r.Now())
	if invalid != nil {
		return nil, invalid
	}
	key, text, err := r.Keys.Create(ctx, c.account, order)
	if errors.Is(err, apikeys.ErrTooMany) {
		return nil, r.tooManyKeys(ctx, c)
	}
	if err != nil {
		return nil, keyError(err)
	}
	return &reply{status: 201, body: (&api.Object{}).Set("data",
		(&api.Object{}).Set("apiKey", keyObject(key)).Set("plainTextKey", text))}, nil
}

// tooManyKeys says how many the tier allows.
func (r *Router) tooManyKeys(ctx context.Context, c *call) error {
	tier, err := r.Keys.Tier(ctx, c.account.ID)
	if err != nil {
		return err
	}
	return api.NewError(400, "VALIDATION_ERROR", "The "+tier.Name+" tier allows "+strconv.Itoa(tier.MaxKeys)+" API keys").
		With(map[string]any{"tier": tier.Name, "maxKeys": tier.MaxKeys})
}

// updateDeveloperKey answers PUT /api/developer/keys/{id}.
func (r *Router) updateDeveloperKey(ctx context.Context, c *call) (*reply, error) {
	change, invalid := c.keyChange()
	if invalid != nil {
		return nil, invalid
	}
	key, err := r.Keys.Update(ctx, c.account, c.params[0], change)
	if err != nil {
		return nil, keyError(err)
	}
	return ok((&api.Object{}).Set("data", (&api.Object{}).Set("apiKey", keyObject(key)))), nil
}

// deleteDeveloperKey answers DELETE /api/developer/keys/{id}.
func (r *Router) deleteDeveloperKey(ctx context.Context, c *call) (*reply, error) {
	if err := r.Keys.Delete(ctx, c.account.ID, c.params[0]); err != nil {
		return nil, keyError(err)
	}
	return ok((&api.Object{}).Set("message", "API key deleted successfully")), nil
}

// keyError words what the keys' store refuses.
func keyError(err error) error {
	var scope *apikeys.ScopeError
	switch {
	case errors.Is(err, apikeys.ErrNotFound):
		return errNoKey
	case errors.As(err, &scope) && scope.Known:
		return api.Validation(api.FieldProblem{
			Field: "scopes", Code: "INVALID_VALUE", Message: "scopes: the " + scope.Tier + " tier does not include " + scope.Scope,
			Expected: "scopes of the " + scope.Tier + " tier", Received: scope.Scope,
		})
	case errors.As(err, &scope):
		return api.Validation(api.FieldProblem{
			Field: "scopes", Code: "INVALID_VALUE", Message: "scopes must hold scopes that exist",
			Expected: "scopes that exist", Received: excerpt(scope.Scope),
		})
	}
	return err
}

// excerpt keeps long texts of clients out of replies.
func excerpt(text string) string {
	if len(text) > 64 {
		return strings.ToValidUTF8(text[:64], "") + "…"
	}
	return text
}

func keyObject(k *apikeys.Key) *api.Object {
	return (&api.Object{}).
		Set("id", k.ID).
		Set("user_id", k.UserID).
		Set("key_prefix", k.Prefix).
		Set("name", k.Name).
		Set("description", sqldb.OrNull(k.Description)).
		Set("scopes", k.Scopes).
		Set("environment", k.Environment).
		Set("rate_limit_per_minute", k.Limits.PerMinute).
		Set("rate_limit_per_hour", k.Limits.PerHour).
		Set("rate_limit_per_day", k.Limits.PerDay).
		Set("expires_at", sqldb.OrNull(k.ExpiresAt)).
		Set("last_used_at", sqldb.OrNull(k.LastUsedAt)).
		Set("created_at", sqldb.OrNull(k.CreatedAt)).
		Set("updated_at", sqldb.OrNull(k.UpdatedAt)).
		Set("is_active", k.Active)
}

// keyOrder reads the body of a new key.
func (c *call) keyOrder(now time.Time) (o apikeys.Order, invalid *api.Error) {
	if !c.body.has("name") {
		return o, nameAndScopes("name", "a text")
	}
	if !c.body.has("scopes") {
		return o, nameAndScopes("scopes", "a list of scopes")
	}
	if o.Name, invalid = c.body.shortText("name", longestKeyName); invalid != nil {
		return o, invalid
	}
	if o.Name == "" {
		return o, nameAndScopes("name", "a text")
	}
	if o.Scopes, invalid = c.body.scopes(); invalid != nil {
		return o, invalid
	}
	if o.Description, invalid = c.body.shortText("description", longestKeyDescription); invalid != nil {
		return o, invalid
	}
	if o.Environment, invalid = c.body.text("environment"); invalid != nil {
		return o, invalid
	}
	switch o.Environment {
	case "":
		o.Environment = "live"
	case "live", "test":
	default:
		return o, api.Field("environment", "live or test", excerpt(o.Environment))
	}
	if o.ExpiresAt, invalid = c.body.future("expiresAt", now); invalid != nil {
		return o, invalid
	}
	o.Limits, invalid = c.body.limits()
	return o, invalid
}

func nameAndScopes(field, expected string) *api.Error {
	return api.Validation(api.FieldProblem{
		Field: field, Code: "MISSING_FIELD", Message: "Name and scopes are required", Expected: expected,
	})
}

// keyChange reads the body of a change.
func (c *call) keyChange() (change apikeys.Change, invalid *api.Error) {
	if c.body.has("name") {
		name, invalid := c.body.shortText("name", longestKeyName)
		if invalid != nil {
			return change, invalid
		}
		if name == "" {
			return change, api.Field("name", "a text that is not empty", name)
		}
		change.Name = &name
	}
	if _, sent := c.body["description"]; sent { // null removes it
		description, invalid := c.body.shortText("description", longestKeyDescription)
		if invalid != nil {
			return change, invalid
		}
		change.Description = &description
	}
	if c.body.has("scopes") {
		if change.Scopes, invalid = c.body.scopes(); invalid != nil {
			return change, invalid
		}
	}
	if c.body.has("isActive") {
		active, invalid := c.body.flag("isActive", true)
		if invalid != nil {
			return change, invalid
		}
		change.Active = &active
	}
	change.Limits, invalid = c.body.limits()
	return change, invalid
}

// shortText is a text without blanks around it, of at most so many characters.
func (o object) shortText(name string, most int) (string, *api.Error) {
	text, invalid := o.text(name)
	if invalid != nil {
		return "", invalid
	}
	text = strings.TrimSpace(text)
	if utf8.RuneCountInString(text) > most {
		return "", api.Field(name, "at most "+strconv.Itoa(most)+" characters", excerpt(text))
	}
	return text, nil
}

// mostScopes is more than there are.
const mostScopes = 100

// scopes reads the list of scopes, of which there must be one.
func (o object) scopes() ([]string, *api.Error) {
	var list []string
	if json.Unmarshal(o["scopes"], &list) != nil {
		return nil, api.Field("scopes", "a list of scopes", nil)
	}
	if len(list) == 0 {
		return nil, nameAndScopes("scopes", "a list of scopes")
	}
	if len(list) > mostScopes {
		return nil, api.Field("scopes", "at most "+strconv.Itoa(mostScopes)+" scopes", len(list))
	}
	return list, nil
}

// future reads an instant, or the beginning of a day, that is still to come; zero when it is absent.
func (o object) future(name string, now time.Time) (time.Time, *api.Error) {
	text, invalid := o.text(name)
	if invalid != nil || text == "" {
		return time.Time{}, invalid
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if at, err := time.Parse(layout, text); err == nil && at.After(now) {
			return at, nil
		}
	}
	return time.Time{}, api.Field(name, "an instant in the future, such as 2030-01-31T08:00:00Z", excerpt(text))
}

// limitNames are the windows of a key as the portal names them, in the order of keyWindows.
var limitNames = [...]string{"perMinute", "perHour", "perDay"}

// limits reads customRateLimits; what is absent is 0.
func (o object) limits() (wish apikeys.Wish, invalid *api.Error) {
	const field = "customRateLimits"
	if !o.has(field) {
		return wish, nil
	}
	inner, isObject := o.object(field)
	if !isObject {
		return wish, api.Field(field, "an object with perMinute, perHour, perDay", o[field])
	}
	for i, to := range []*int{&wish.PerMinute, &wish.PerHour, &wish.PerDay} {
		name := limitNames[i]
		if !inner.has(name) {
			continue
		}
		var n float64
		if json.Unmarshal(inner[name], &n) != nil || n < 1 || n != math.Trunc(n) {
			return wish, api.Field(field+"."+name, "a whole number from 1 on", inner[name])
		}
		*to = int(min(n, math.MaxInt32)) // the tier's is the most that it can be
	}
	return wish, nil
}
