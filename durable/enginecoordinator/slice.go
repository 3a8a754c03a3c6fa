package enginecoordinator

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/witnessos/witnessos/durable"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/service"
)

// Alarm implements edge.Object: it deletes what has expired, works on the oldest calculation that
// is due for durable.Slice, and sets the next alarm. An error is one of the storage; the alarm that
// was set before the work began takes it up again.
func (c *Coordinator) Alarm(ctx context.Context, o edge.State, _ int) error {
	s, err := open(ctx, o.DB())
	if err != nil {
		return err
	}
	if err := c.guard(ctx, o, s); err != nil {
		return err
	}
	now := c.now()
	if err := s.housekeep(ctx, now); err != nil {
		return err
	}
	record, err := s.due(ctx, now)
	if err != nil {
		return err
	}
	if record != nil {
		if err := c.slice(ctx, o, record.id); err != nil {
			return err
		}
		if s, err = open(ctx, o.DB()); err != nil {
			return err
		}
	}
	return c.rearm(ctx, o, s)
}

// guard sets the alarm for the case that this one does not come to its end.
func (c *Coordinator) guard(ctx context.Context, o edge.State, s store) error {
	now := c.now()
	next, err := s.wakeup(ctx, now)
	if err != nil {
		return err
	}
	next.NotBefore(now.Add(durable.Guard))
	return next.Arm(ctx, o)
}

// rearm sets the alarm to what is next.
func (c *Coordinator) rearm(ctx context.Context, o edge.State, s store) error {
	next, err := s.wakeup(ctx, c.now())
	if err != nil {
		return err
	}
	return next.Arm(ctx, o)
}

// slice works on one calculation, item after item. The record is read again before each item, so
// that a cancel counts, which can come in whenever an item is being calculated.
func (c *Coordinator) slice(ctx context.Context, o edge.State, id string) error {
	begun := c.now()
	for {
		s, err := open(ctx, o.DB())
		if err != nil {
			return err
		}
		record, err := s.find(ctx, id)
		if err != nil || record == nil || record.final() {
			return err
		}
		goOn, err := c.item(ctx, o, s, record)
		if err != nil || !goOn || c.now().Sub(begun) >= durable.Slice {
			return err
		}
	}
}

// item does the next item of a calculation: stores its outcome, or schedules another try. It
// reports whether the calculation may go on at once.
//
// A try is booked before it is made. So an item that brings the program down runs out of tries like
// any other; and should an alarm fire while another is at work, it finds nothing due.
func (c *Coordinator) item(ctx context.Context, o edge.State, s store, record *calculation) (goOn bool, err error) {
	n, input, ok, err := s.next(ctx, record.id)
	if err != nil {
		return false, err
	}
	if !ok || n >= record.total() {
		return false, c.giveUp(ctx, o, s, record)
	}
	tries := record.tries + 1
	if tries > durable.MaxTries {
		return true, c.keep(ctx, o, record, n, failureOf(durable.Unreachable).of(record.engines[n]))
	}
	now := c.now()
	if err := s.schedule(ctx, record.id, tries, now.Add(durable.Pause(tries)), now); err != nil {
		return false, err
	}
	if record.status == pending {
		if err := c.announce(ctx, o, s, record.id); err != nil {
			return false, err
		}
	}
	out, verdict := c.calculate(ctx, record, n, input)
	switch {
	case verdict == nil:
		return true, c.keep(ctx, o, record, n, out)
	case verdict.Postpone > 0:
		return false, c.again(ctx, o, record.id, record.tries, verdict.Postpone)
	case verdict.Final || tries == durable.MaxTries:
		return true, c.keep(ctx, o, record, n, failureOf(*verdict).of(record.engines[n]))
	default:
		return false, c.again(ctx, o, record.id, tries, durable.Pause(tries))
	}
}

// calculate asks the engine service. The verdict is nil when it answered.
func (c *Coordinator) calculate(ctx context.Context, record *calculation, n int, input json.RawMessage) (outcome, *durable.Verdict) {
	result, err := c.engine.CalculateEngine(edge.WithRequestID(ctx, record.requestID), service.Calculation{
		EngineName: record.engines[n],
		Input:      input,
		Options:    record.options,
	})
	if err != nil {
		fmt.Printf("enginecoordinator: item %d of %s, request %s: %v\n", n, record.engines[n], record.requestID, err)
		verdict := durable.Judge(err)
		return outcome{}, &verdict
	}
	return calculated(record.engines[n], result, record.total()), nil
}

// keep stores an outcome and tells of it. Time has passed since the record was read.
func (c *Coordinator) keep(ctx context.Context, o edge.State, record *calculation, n int, out outcome) error {
	s, err := open(ctx, o.DB())
	if err != nil {
		return err
	}
	if err := s.keep(ctx, record.id, n, out, c.now()); err != nil {
		return err
	}
	return c.announce(ctx, o, s, record.id)
}

// again schedules another try. Time has passed since the record was read.
func (c *Coordinator) again(ctx context.Context, o edge.State, id string, tries int, pause time.Duration) error {
	s, err := open(ctx, o.DB())
	if err != nil {
		return err
	}
	now := c.now()
	return s.schedule(ctx, id, tries, now.Add(pause), now)
}

// giveUp ends a calculation that is unfinished and has no item left to calculate. Items and record
// are written together, so it takes a damaged storage to get here.
func (c *Coordinator) giveUp(ctx context.Context, o edge.State, s store, record *calculation) error {
	if err := s.fail(ctx, record.id, "The calculation could not go on", false, c.now()); err != nil {
		return err
	}
	return c.announce(ctx, o, s, record.id)
}
