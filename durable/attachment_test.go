//go:build !js

package durable_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/durable"
	"github.com/witnessos/witnessos/durable/objecttest"
)

// The platform refuses an attachment over 2 KiB, so the number alone is no sufficient limit.
func TestAttachmentFits(t *testing.T) {
	for _, length := range []int{1, 30, 60, 200, 900} {
		a := durable.Attachment{UserID: strings.Repeat("u", length), SessionType: "batch"}
		var last string
		for i := range 100 {
			last = fmt.Sprintf("%s:batch:1752912000000:%036d", a.UserID, i)
			a.Subscribe(last)
			text, err := json.Marshal(a)
			require.NoError(t, err)
			require.LessOrEqual(t, len(text), 2048)
			require.LessOrEqual(t, len(a.Subscriptions), 20)
			require.True(t, a.Wants(last), "the newest is never dropped")
		}
		a.Subscribe(last)
		assert.Equal(t, last, a.Subscriptions[len(a.Subscriptions)-1])
		assert.Equal(t, 1, strings.Count(strings.Join(a.Subscriptions, " ")+" ", last+" "), "once is enough")
	}
}

func TestWants(t *testing.T) {
	var a durable.Attachment
	assert.True(t, a.Wants("x"), "who subscribed to nothing hears everything")
	a.Subscribe("x")
	assert.True(t, a.Wants("x"))
	assert.False(t, a.Wants("y"))
}

func TestAttachmentThatCannotBeRead(t *testing.T) {
	assert.Equal(t, durable.Attachment{}, durable.AttachmentOf(&objecttest.Socket{}))
}
