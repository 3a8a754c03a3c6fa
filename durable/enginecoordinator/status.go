package enginecoordinator

import (
	"context"

	"github.com/witnessos/witnessos/durable"
	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/edge"
)

var (
	errNoID    = api.NewError(400, "MISSING_PARAMS", "Missing calculation ID")
	errUnknown = api.NewError(404, "NOT_FOUND", "Calculation not found")
)

const cancelledByUser = "Calculation cancelled by user"

// status answers calculation-status.
func (c *Coordinator) status(ctx context.Context, o edge.State, r *durable.Request) (*durable.Reply, error) {
	s, record, err := c.own(ctx, o, r, r.Query.Get("id"))
	if err != nil {
		return nil, err
	}
	done, err := s.outcomes(ctx, record)
	if err != nil {
		return nil, err
	}
	return &durable.Reply{Status: 200, Body: record.report(done, r.Now)}, nil
}

// cancel answers cancel-calculation. An item that is being calculated is finished and kept.
func (c *Coordinator) cancel(ctx context.Context, o edge.State, r *durable.Request) (*durable.Reply, error) {
	id, isText := r.Body.Text("calculationId", "calculation_id")
	if !isText {
		return nil, errNoID
	}
	s, record, err := c.own(ctx, o, r, id)
	if err != nil {
		return nil, err
	}
	if record.final() {
		return nil, api.NewError(400, "INVALID_STATE", "Cannot cancel calculation with status: "+record.status)
	}
	if err := s.fail(ctx, id, cancelledByUser, true, r.Now); err != nil {
		return nil, err
	}
	if err := c.announce(ctx, o, s, id); err != nil {
		return nil, err
	}
	if err := c.rearm(ctx, o, s); err != nil {
		return nil, err
	}
	return &durable.Reply{Status: 200, Body: (&api.Object{}).Set("message", "Calculation cancelled")}, nil
}

// own finds a calculation of the subject. Its errors are MISSING_PARAMS and NOT_FOUND.
func (c *Coordinator) own(ctx context.Context, o edge.State, r *durable.Request, id string) (store, *calculation, error) {
	if id == "" {
		return store{}, nil, errNoID
	}
	s, err := open(ctx, o.DB())
	if err != nil {
		return s, nil, err
	}
	record, err := s.findFor(ctx, r.Subject, id)
	if err == nil && record == nil {
		err = errUnknown
	}
	return s, record, err
}
