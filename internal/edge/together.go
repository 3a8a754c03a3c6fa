package edge

import "sync"

// Together runs functions at the same time, each in a goroutine of the current event, and returns
// when all have. A panic of one is raised again in the caller, after the others have ended.
func Together(functions ...func()) {
	var (
		group  sync.WaitGroup
		mu     sync.Mutex
		failed any
	)
	for _, f := range functions {
		group.Add(1)
		go func() {
			defer group.Done()
			defer func() {
				if p := recover(); p != nil {
					mu.Lock()
					failed = p
					mu.Unlock()
				}
			}()
			f()
		}()
	}
	group.Wait()
	if failed != nil {
		panic(failed)
	}
}
