package vimshottari

import (
	"testing"

	"github.com/witnessos/witnessos/internal/engines/enginetest"
)

func TestPicture(t *testing.T) { enginetest.Picture(t, New()) }
