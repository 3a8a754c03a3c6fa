// Package resilience is the one way to a service: deadline, then circuit breaker, then retry.
//
//	guard := resilience.New("engine-service", options)
//	out, err := resilience.Do(ctx, guard, resilience.Policy{Timeout: 10 * time.Second, Retries: 2},
//		func(ctx context.Context) (Result, error) { return client.Calculate(ctx, in) })
//
// The error tells what it is by its methods, wherever in its chain they are:
//
//	ClientFault() bool  the service answered that the caller is at fault (4xx): a sign of life
//	Retryable() bool    whether the same call may succeed in a moment
//
// An error without them is an exception or a lost connection: a failure, and worth another try.
// Besides the errors of the call itself, Do returns *OpenError, *TimeoutError, and the context's
// own error when the caller has gone away.
package resilience
