package readings

import (
	"context"
	"encoding/json"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/internal/sqldb"
)

// Births knows what is stored of a person's birth. What is not stored is empty: there is no default.
type Births interface {
	Birth(ctx context.Context, owner int64) (*service.Profile, error)
}

// StoredBirths reads the account: its columns, then birthData in its preferences, then a birthDate
// there.
type StoredBirths struct{ DB sqldb.DB }

const storedBirth = `
SELECT name, birth_date, birth_time, birth_latitude, birth_longitude, birth_timezone, preferences
FROM users WHERE id = ? LIMIT 1`

// Birth implements Births.
func (b StoredBirths) Birth(ctx context.Context, owner int64) (*service.Profile, error) {
	rows, err := b.DB.Query(ctx, storedBirth, owner)
	if err != nil {
		return nil, err
	}
	row, found := rows.First()
	if !found {
		return &service.Profile{}, nil
	}
	var preferences struct {
		Data struct {
			Date     string          `json:"birthDate"`
			Time     string          `json:"birthTime"`
			Location json.RawMessage `json:"birthLocation"`
			Timezone string          `json:"timezone"`
		} `json:"birthData"`
		Date string `json:"birthDate"`
	}
	// Preferences are free text to older clients; what does not parse says nothing.
	_ = json.Unmarshal([]byte(row.Text("preferences")), &preferences)
	data, text := &preferences.Data, row.Text
	p := &service.Profile{
		FullName:  text("name"),
		BirthDate: firstDate(text("birth_date"), data.Date, preferences.Date),
		BirthTime: first(text("birth_time"), data.Time),
		Timezone:  first(text("birth_timezone"), data.Timezone),
	}
	if !row.Null("birth_latitude") && !row.Null("birth_longitude") {
		p.BirthLocation = &service.Place{Latitude: row.Float("birth_latitude"), Longitude: row.Float("birth_longitude")}
		return p, nil
	}
	var pair [2]float64
	var place service.Place
	switch {
	case len(data.Location) > 0 && data.Location[0] == '[' && json.Unmarshal(data.Location, &pair) == nil:
		p.BirthLocation = &service.Place{Latitude: pair[0], Longitude: pair[1]}
	case len(data.Location) > 0 && data.Location[0] == '{' && json.Unmarshal(data.Location, &place) == nil:
		p.BirthLocation = &place
	}
	return p, nil
}

// firstDate is the first of the texts that is a date.
func firstDate(texts ...string) string {
	for _, text := range texts {
		if _, err := civil.Parse(text); err == nil {
			return text
		}
	}
	return ""
}

func first(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}
