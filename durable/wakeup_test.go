//go:build !js

package durable_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/durable"
	"github.com/witnessos/witnessos/durable/objecttest"
)

func TestWakeup(t *testing.T) {
	at := func(minute int) time.Time { return time.Date(2025, 7, 19, 8, minute, 0, 0, time.UTC) }
	o := objecttest.New(t, "42")
	arm := func(w durable.Wakeup) time.Time {
		require.NoError(t, w.Arm(context.Background(), o))
		return o.Alarm
	}
	var w durable.Wakeup
	w.By(at(7))
	w.By(at(3))
	w.By(at(5))
	assert.Equal(t, at(3), arm(w), "the earliest counts")
	w.NotBefore(at(2))
	assert.Equal(t, at(3), arm(w))
	w.NotBefore(at(4))
	assert.Equal(t, at(4), arm(w))

	var none durable.Wakeup
	none.NotBefore(at(1))
	assert.Zero(t, arm(none), "without a purpose the alarm is taken back")
}
