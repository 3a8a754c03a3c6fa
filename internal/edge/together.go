package edge

// Together runs functions at the same time, each in a goroutine of the current event, and returns
// when all have. A panic of one is raised again in the caller, after the others have ended.
func Together(functions ...func()) {
	if len(functions) == 0 {
		return
	}
	var (
		left   = len(functions)
		done   = make(chan struct{}, 1)
		failed any
	)
	for _, f := range functions {
		awake++
		go func() {
			defer func() {
				if p := recover(); p != nil {
					failed = p
				}
				if left--; left == 0 {
					awake++ // for the caller
					done <- struct{}{}
				}
				awake--
			}()
			f()
		}()
	}
	awake--
	<-done
	if failed != nil {
		panic(failed)
	}
}
