package analytics

import (
	"context"
	"encoding/json"

	"github.com/witnessos/witnessos/internal/civil"
)

const birthQuery = `SELECT birth_date, preferences FROM users WHERE id = ?`

// BirthDate returns when a user was born, as the account says; the zero date when it does not.
func (s *Store) BirthDate(ctx context.Context, user string) (civil.Date, error) {
	rows, err := s.DB.Query(ctx, birthQuery, user)
	if err != nil {
		return civil.Date{}, err
	}
	row, ok := rows.First()
	if !ok {
		return civil.Date{}, nil
	}
	var preferences struct {
		BirthData struct {
			BirthDate string `json:"birthDate"`
		} `json:"birthData"`
		BirthDate string `json:"birthDate"`
	}
	// Preferences are free text to older clients; what does not parse says nothing.
	_ = json.Unmarshal([]byte(row.Text("preferences")), &preferences)
	for _, text := range []string{row.Text("birth_date"), preferences.BirthData.BirthDate, preferences.BirthDate} {
		if date, err := civil.Parse(text); err == nil {
			return date, nil
		}
	}
	return civil.Date{}, nil
}
