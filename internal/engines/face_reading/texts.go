package facereading

import (
	_ "embed"
	"sync"

	"github.com/witnessos/witnessos/internal/engines/prose"
)

//go:embed texts.md
var textFile string

var texts = sync.OnceValue(func() prose.Book { return prose.Parse(textFile) })
