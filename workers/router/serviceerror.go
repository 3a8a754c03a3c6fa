package router

import (
	"context"
	"errors"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/resilience"
	"github.com/witnessos/witnessos/internal/rpc"
)

// serviceError words the failure of a service call for the client. A service that answered that it
// failed is a 500; one that did not answer, or is not to be asked now, is unavailable.
func serviceError(err error) *api.Error {
	var open *resilience.OpenError
	var remote *rpc.Error
	switch {
	case errors.As(err, &open):
		e := *api.ErrUnavailable.Because(err)
		e.RetryAfter = max(open.Wait, time.Second)
		return &e
	case errors.Is(err, context.DeadlineExceeded):
		return api.ErrTimeout.Because(err)
	case errors.As(err, &remote) && remote.ClientFault():
		e := api.NewError(remote.Status, remote.Code, remote.Message)
		if len(remote.Details) > 0 {
			e = e.With(remote.Details)
		}
		return e
	case errors.As(err, &remote) && remote.Status == 504:
		return api.ErrTimeout.Because(err)
	case errors.As(err, &remote) && remote.Status == 500:
		return api.ErrInternal.Because(err)
	default:
		return api.ErrUnavailable.Because(err)
	}
}

// failedAs gives a failure that is an internal one the code and the sentence of its endpoint.
func failedAs(e *api.Error, code, message string) *api.Error {
	if e.Status != 500 {
		return e
	}
	return api.NewError(500, code, message).Because(e.Cause)
}

// resultError words a result that did not succeed.
func resultError(result engines.Result) *api.Error {
	status := 400
	switch result.Code {
	case engines.CodeEngineNotFound:
		status = 404
	case engines.CodeCalculationFailed:
		status = 500
	}
	e := api.NewError(status, result.Code, result.Error)
	if result.Details != nil {
		e = e.With(result.Details)
	}
	return e
}
