// Command ai is the Worker that asks language models: RPC only.
package main

import (
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/workers/ai"
)

func main() {
	edge.Serve(edge.Worker{
		Services: map[string]edge.Service{
			"AIService": service.NewAIServer(&ai.Service{Now: edge.Now}),
		},
	})
}
