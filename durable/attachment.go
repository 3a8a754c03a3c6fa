package durable

import (
	"encoding/json"
	"slices"

	"github.com/witnessos/witnessos/internal/edge"
)

// Limits of what a socket remembers while the object sleeps. The platform takes 2 KiB in a format
// of its own, about as long as JSON.
const (
	maxSubscriptions = 20
	maxAttachment    = 1900 // bytes of JSON
)

// Attachment is what is to be known of a socket after hibernation.
type Attachment struct {
	UserID        string   `json:"userId"`
	SessionType   string   `json:"sessionType,omitempty"`
	Subscriptions []string `json:"subscriptions"` // record ids, oldest first
}

// AttachmentOf reads a socket's attachment. One that cannot be read belongs to nobody.
func AttachmentOf(s edge.Socket) Attachment {
	var a Attachment
	if json.Unmarshal(s.Attachment(), &a) != nil {
		return Attachment{}
	}
	return a
}

// Subscribe adds a record. When there is no room, the oldest subscriptions give way.
func (a *Attachment) Subscribe(id string) {
	if slices.Contains(a.Subscriptions, id) {
		return
	}
	a.Subscriptions = append(slices.Clone(a.Subscriptions), id)
	for len(a.Subscriptions) > 1 && (len(a.Subscriptions) > maxSubscriptions || a.size() > maxAttachment) {
		a.Subscriptions = a.Subscriptions[1:]
	}
}

func (a *Attachment) size() int {
	text, _ := json.Marshal(a)
	return len(text)
}

// Wants reports whether the socket is to hear of a record: it subscribed to it, or to nothing.
func (a *Attachment) Wants(id string) bool {
	return len(a.Subscriptions) == 0 || slices.Contains(a.Subscriptions, id)
}
