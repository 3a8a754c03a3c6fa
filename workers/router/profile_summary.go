package router

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/profiles"
	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/service"
)

// userProfile answers GET /api/user/profile.
func (r *Router) userProfile(ctx context.Context, c *call) (*reply, error) {
	if err := c.ownRequest(); err != nil {
		return nil, err
	}
	f, err := r.Profiles.Facts(ctx, c.account.ID)
	if err != nil {
		return nil, profileError(err, "FETCH_FAILED", "The profile could not be fetched")
	}
	var latitude, longitude any
	if f.Place != nil {
		latitude, longitude = f.Place.Latitude, f.Place.Longitude
	}
	return ok((&api.Object{}).Set("data", (&api.Object{}).
		Set("id", f.ID).
		Set("email", f.Email).
		Set("name", textOrNull(f.Name)).
		Set("displayName", textOrNull(f.DisplayName())).
		Set("birthDate", textOrNull(f.BirthDate)).
		Set("birthTime", textOrNull(f.BirthTime)).
		Set("birthLocation", textOrNull(f.PlaceName)).
		Set("birthLatitude", latitude).
		Set("birthLongitude", longitude).
		Set("timezone", textOrNull(f.Timezone)).
		Set("tier", f.DeveloperTier).
		Set("onboardingTier", f.Tier()).
		Set("preferences", f.PreferencesJSON()))), nil
}

// summarizedProfile answers GET /api/user/consciousness-profile.
func (r *Router) summarizedProfile(ctx context.Context, c *call) (*reply, error) {
	if err := c.ownRequest(); err != nil {
		return nil, err
	}
	const code, message = "FETCH_FAILED", "The profile could not be fetched"
	f, err := r.Profiles.Facts(ctx, c.account.ID)
	if err != nil {
		return nil, profileError(err, code, message)
	}
	if !f.Known() {
		switch _, err := r.Profiles.Active(ctx, c.account.ID); {
		case errors.Is(err, profiles.ErrNoProfile):
			return nil, errNoProfile
		case err != nil:
			return nil, profileError(err, code, message)
		}
	}
	return ok((&api.Object{}).Set("data", r.summary(ctx, &f))), nil
}

// replaceProfile answers PUT /api/user/consciousness-profile: the profile becomes the active one.
func (r *Router) replaceProfile(ctx context.Context, c *call) (*reply, error) {
	const code, message = "UPLOAD_FAILED", "The profile could not be uploaded"
	profile := c.body["profileData"]
	inner, _ := c.body.object("profileData")
	if err := c.ownRequest(inner); err != nil {
		return nil, err
	}
	if _, err := c.body.text("source"); err != nil {
		return nil, err
	}
	change, invalid := profiles.ReadUpload("profileData", profile, false, r.Now())
	if invalid != nil {
		return nil, invalid
	}
	if err := r.Profiles.Upload(ctx, c.account.ID, profile, change); err != nil {
		return nil, writeError(err, code, message)
	}
	r.copyProfile(ctx, c, profile)
	f, err := r.Profiles.Facts(ctx, c.account.ID)
	if err != nil {
		return nil, profileError(err, code, message)
	}
	return ok((&api.Object{}).Set("message", "Consciousness profile updated successfully").Set("data", r.summary(ctx, &f))), nil
}

// summary is what is known about a person and what follows from it.
func (r *Router) summary(ctx context.Context, f *profiles.Facts) *api.Object {
	numbers, design := r.coreOf(ctx, f)
	var wishes struct {
		Engines   json.RawMessage `json:"favoriteEngines"`
		Direction json.RawMessage `json:"direction"`
		Card      json.RawMessage `json:"card"`
	}
	_ = json.Unmarshal(f.PreferencesJSON(), &wishes) // an object of ours
	var engines []string
	if json.Unmarshal(wishes.Engines, &engines) != nil || engines == nil {
		engines = []string{}
	}
	return (&api.Object{}).
		Set("userId", f.Subject()).
		Set("profile", (&api.Object{}).
			Set("coreNumbers", numbers).
			Set("humanDesign", design).
			Set("preferences", (&api.Object{}).
				Set("favoriteEngines", engines).
				Set("direction", wishes.Direction).
				Set("card", wishes.Card))).
		Set("lastUpdated", instantOf(f.UpdatedAt)).
		Set("completeness", f.Completeness())
}

// patienceForNumbers is how long a profile waits for the engines. They are not what it is about.
const patienceForNumbers = 8 * time.Second

// coreOf calculates the numbers and the design of a person. Members that the facts do not suffice for,
// and that the engines cannot calculate now, are null.
func (r *Router) coreOf(ctx context.Context, f *profiles.Facts) (numbers, design *api.Object) {
	numbers, design = membersOf(nil, numberNames...), membersOf(nil, designNames...)
	var items []service.BatchItem
	add := func(engine string, input any) {
		raw, _ := json.Marshal(input) // texts and numbers
		items = append(items, service.BatchItem{EngineName: engine, Input: raw})
	}
	if f.BirthDate != "" && f.Name != "" {
		add("numerology", struct {
			Name string `json:"full_name"`
			Date string `json:"birth_date"`
		}{f.Name, f.BirthDate})
	}
	// Without a zone, and a place to look it up for, a time of birth is no instant.
	if f.BirthDate != "" && f.BirthTime != "" && (f.Timezone != "" || f.Place != nil) {
		add("human_design", struct {
			Date  string         `json:"birth_date"`
			Time  string         `json:"birth_time"`
			Place *service.Place `json:"birth_location"`
			Zone  string         `json:"timezone,omitempty"`
		}{f.BirthDate, f.BirthTime, f.Place, f.Timezone})
	}
	if len(items) == 0 {
		return numbers, design
	}
	batch, err := r.Engine.BatchCalculate(edge.WithTimeout(ctx, patienceForNumbers), service.Batch{
		Engines: items, Options: service.Options{UseCache: true, UserID: f.Subject()},
	})
	if err != nil {
		fmt.Printf("router: no numbers for a profile: %v\n", err)
		return numbers, design
	}
	for _, result := range batch.Results {
		if !result.Success {
			continue
		}
		switch result.EngineName {
		case "numerology":
			numbers = membersOf(result.Data, numberNames...)
		case "human_design":
			design = membersOf(result.Data, designNames...)
		}
	}
	return numbers, design
}

// Pairs of a profile's name for a result and the engine's.
var (
	numberNames = []string{"lifePath", "life_path", "expression", "expression", "soulUrge", "soul_urge", "personality", "personality"}
	designNames = []string{"type", "type", "profile", "profile", "authority", "authority"}
)

// membersOf is some members of an engine's data under names of their own; what is not there is null.
func membersOf(data json.RawMessage, names ...string) *api.Object {
	members, _ := rawjson.Object(data)
	o := &api.Object{}
	for i := 0; i < len(names); i += 2 {
		o.Set(names[i], members[names[i+1]])
	}
	return o
}

// instantOf is an instant of the database as the API gives instants, nil for what is none.
func instantOf(text string) any {
	for _, layout := range []string{time.DateTime, time.RFC3339} {
		if at, err := time.Parse(layout, text); err == nil {
			return api.Time(at)
		}
	}
	return nil
}
