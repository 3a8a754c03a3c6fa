package enginecoordinator

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/witnessos/witnessos/durable"
	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/edge"
)

var errNoUser = api.NewError(400, "MISSING_USER_ID", "Missing userId parameter")

// socket answers ws: it opens a WebSocket, greets, and tells what is under way.
func (c *Coordinator) socket(ctx context.Context, o edge.State, r *durable.Request) (*durable.Reply, error) {
	if err := r.WantsSocket(); err != nil {
		return nil, err
	}
	switch r.Query.Get("userId") {
	case "":
		return nil, errNoUser
	case r.Subject:
	default:
		return nil, api.ErrForbidden
	}
	s, err := open(ctx, o.DB())
	if err != nil {
		return nil, err
	}
	unfinished, err := s.unfinished(ctx)
	if err != nil {
		return nil, err
	}
	socket, reply, err := durable.Accept(ctx, o, r, durable.Attachment{UserID: r.Subject},
		durable.Message("connected").Set("userId", r.Subject).Set("timestamp", api.Time(r.Now)).JSON())
	if err != nil || len(unfinished) == 0 {
		return reply, err
	}
	list := make([]*api.Object, len(unfinished))
	for i, record := range unfinished {
		list[i] = record.active()
	}
	return reply, socket.Send(ctx, durable.Message("active_calculations").Set("calculations", list).JSON())
}

// Message implements edge.Object.
func (c *Coordinator) Message(ctx context.Context, o edge.State, s edge.Socket, text string) error {
	kind, fields, ok := durable.ReadMessage(text)
	switch {
	case !ok:
		return durable.SendError(ctx, s, durable.MessageNotTaken)
	case kind == "ping":
		return s.Send(ctx, durable.Message("pong").Set("timestamp", c.now().UnixMilli()).JSON())
	case kind != "subscribe_calculation":
		return durable.SendError(ctx, s, durable.UnknownMessage)
	}
	answer, err := c.subscribe(ctx, o, s, fields)
	if err != nil {
		fmt.Printf("enginecoordinator: message: %v\n", err)
		return durable.SendError(ctx, s, durable.MessageNotTaken)
	}
	return s.Send(ctx, answer)
}

// subscribe lets a socket hear of one of its user's calculations. The answer is what a client gets.
func (c *Coordinator) subscribe(ctx context.Context, o edge.State, s edge.Socket, fields durable.Fields) (json.RawMessage, error) {
	db, err := open(ctx, o.DB())
	if err != nil {
		return nil, err
	}
	attachment := durable.AttachmentOf(s)
	id, _ := fields.Text("calculationId", "calculation_id")
	record, err := db.findFor(ctx, attachment.UserID, id)
	if err != nil {
		return nil, err
	}
	if record == nil {
		return durable.Message("error").Set("error", errUnknown.Message).JSON(), nil
	}
	done, err := db.outcomes(ctx, record)
	if err != nil {
		return nil, err
	}
	attachment.Subscribe(id)
	if err := s.Attach(ctx, attachment); err != nil {
		return nil, err
	}
	return record.update(done).Set("engines", record.engines).JSON(), nil
}

// Closed implements edge.Object. A socket keeps nothing but its attachment, which ends with it; the
// close is answered, where the platform has not done so.
func (c *Coordinator) Closed(ctx context.Context, _ edge.State, s edge.Socket) error {
	_ = s.Close(ctx, 1000, "")
	return nil
}

// announce tells the sockets how a calculation is now.
func (c *Coordinator) announce(ctx context.Context, o edge.State, s store, id string) error {
	record, err := s.find(ctx, id)
	if err != nil || record == nil {
		return err
	}
	return durable.Broadcast(ctx, o, record.userID, id, func() (json.RawMessage, error) {
		done, err := s.outcomes(ctx, record)
		if err != nil {
			return nil, err
		}
		return record.update(done).Set("timestamp", c.now().UnixMilli()).JSON(), nil
	})
}
