package enginecoordinator

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/witnessos/witnessos/durable"
	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/service"
)

// maxName is the longest name that is passed on to be looked for, in bytes.
const maxName = 100

var nameFields = []string{"engineName", "engine", "engine_name"}

// start answers calculate-batch: it writes the record and leaves the work to the alarm.
func (c *Coordinator) start(ctx context.Context, o edge.State, r *durable.Request) (*durable.Reply, error) {
	if err := r.OwnBody(); err != nil {
		return nil, err
	}
	names, inputs, err := items(r.Body)
	if err != nil {
		return nil, err
	}
	options, err := optionsOf(r.Body)
	if err != nil {
		return nil, err
	}
	s, err := open(ctx, o.DB())
	if err != nil {
		return nil, err
	}
	active, err := s.unfinished(ctx)
	if err != nil {
		return nil, err
	}
	if len(active) >= durable.MaxUnfinished {
		return nil, durable.ErrBusy
	}
	record := &calculation{
		id:        r.Subject + ":" + strconv.FormatInt(r.Now.UnixMilli(), 10) + ":" + c.uuid(),
		userID:    r.Subject,
		requestID: r.RequestID,
		status:    pending,
		engines:   names,
		options:   options,
		started:   r.Now,
	}
	if err := s.insert(ctx, record, inputs); err != nil {
		return nil, err
	}
	if err := o.SetAlarm(ctx, r.Now); err != nil {
		// Without an alarm nobody would ever work on it.
		return nil, errors.Join(err, s.remove(ctx, record.id))
	}
	return &durable.Reply{Status: 202, Body: (&api.Object{}).
		Set("calculationId", record.id).
		Set("status", record.status)}, nil
}

func invalid(field, expected string) error {
	return api.NewError(400, "INVALID_PARAMS", "Invalid request parameters").
		With(map[string]string{"field": field, "expected": expected})
}

// items reads the batch. An item without input is itself the input; what an input has to look like
// is for the engine to say.
func items(body durable.Fields) (names []string, inputs []json.RawMessage, err error) {
	var list []json.RawMessage
	if json.Unmarshal(body["engines"], &list) != nil || len(list) == 0 || len(list) > service.MaxBatch {
		return nil, nil, invalid("engines", fmt.Sprintf("a list of 1 to %d engines with their inputs", service.MaxBatch))
	}
	for i, raw := range list {
		item, ok := durable.ParseFields(raw)
		name, isText := item.Text(nameFields...)
		if !ok || !isText || name == "" || len(name) > maxName {
			return nil, nil, invalid(fmt.Sprintf("engines[%d].engineName", i), "the name of an engine")
		}
		if canonical, known := engines.Canonical(name); known {
			name = canonical
		}
		input := item.First("input")
		if input == nil {
			delete(item, "input")
			for _, field := range nameFields {
				delete(item, field)
			}
			if input, err = json.Marshal(item); err != nil {
				return nil, nil, err
			}
		}
		names, inputs = append(names, name), append(inputs, input)
	}
	return names, inputs, nil
}

func optionsOf(body durable.Fields) (options service.Options, err error) {
	fields, isObject := body.Object("options")
	useCache, isFlag := fields.Flag("useCache", true)
	saveProfile, isFlagToo := fields.Flag("saveProfile", false)
	if !isObject || !isFlag || !isFlagToo {
		return options, invalid("options", "an object with useCache and saveProfile, true or false")
	}
	if _, isObject := body.Object("userProfile"); !isObject {
		return options, invalid("userProfile", "an object")
	}
	return service.Options{UseCache: useCache, SaveProfile: saveProfile}, nil
}
