package edge

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"

	"github.com/witnessos/witnessos/internal/sqldb"
)

// D1 is a D1 database by the name of its binding.
type D1 string

// Query implements sqldb.DB.
func (db D1) Query(ctx context.Context, sql string, args ...any) (*sqldb.Rows, error) {
	return query(ctx, sqldb.Do(sql, args...), "d1.query", string(db))
}

// Batch implements sqldb.DB.
func (db D1) Batch(ctx context.Context, statements ...sqldb.Statement) ([]int64, error) {
	body, err := encodeStatements(statements)
	if err != nil {
		return nil, err
	}
	results, err := call[[]struct {
		Changes int64 `json:"changes"`
	}](ctx, body, "d1.batch", string(db))
	if err != nil {
		return nil, err
	}
	changes := make([]int64, len(results))
	for i, r := range results {
		changes[i] = r.Changes
	}
	return changes, nil
}

// objectSQL is the database inside a Durable Object. Its calls do not wait.
type objectSQL struct{}

func (objectSQL) Query(ctx context.Context, sql string, args ...any) (*sqldb.Rows, error) {
	return query(ctx, sqldb.Do(sql, args...), "sql.query")
}

func (objectSQL) Batch(ctx context.Context, statements ...sqldb.Statement) ([]int64, error) {
	body, err := encodeStatements(statements)
	if err != nil {
		return nil, err
	}
	return call[[]int64](ctx, body, "sql.batch")
}

func query(ctx context.Context, s sqldb.Statement, args ...any) (*sqldb.Rows, error) {
	encoded, err := encodeStatement(s)
	if err != nil {
		return nil, err
	}
	body, err := json.Marshal(encoded)
	if err != nil {
		return nil, err
	}
	head, _, err := do(ctx, args, body)
	if err != nil {
		return nil, err
	}
	return decodeRows(head)
}

type wireStatement struct {
	SQL  string `json:"sql"`
	Args []any  `json:"args"`
}

// wireBytes is how a BLOB travels in JSON.
type wireBytes struct {
	Bytes string `json:"$bytes"`
}

func encodeStatements(statements []sqldb.Statement) ([]byte, error) {
	out := make([]wireStatement, len(statements))
	for i, s := range statements {
		var err error
		if out[i], err = encodeStatement(s); err != nil {
			return nil, err
		}
	}
	return json.Marshal(out)
}

func encodeStatement(s sqldb.Statement) (wireStatement, error) {
	out := wireStatement{SQL: s.SQL, Args: make([]any, len(s.Args))}
	for i, arg := range s.Args {
		switch v := arg.(type) {
		case []byte:
			out.Args[i] = wireBytes{base64.StdEncoding.EncodeToString(v)}
		case bool:
			out.Args[i] = 0
			if v {
				out.Args[i] = 1
			}
		case nil, string, int, int64, float64:
			out.Args[i] = v
		default:
			return out, fmt.Errorf("edge: a parameter of type %T cannot go into SQL", arg)
		}
	}
	return out, nil
}

func decodeRows(head []byte) (*sqldb.Rows, error) {
	var in struct {
		Columns []string `json:"columns"`
		Rows    [][]any  `json:"rows"`
	}
	d := json.NewDecoder(bytes.NewReader(head))
	d.UseNumber()
	if err := d.Decode(&in); err != nil {
		return nil, err
	}
	for _, row := range in.Rows {
		for i, v := range row {
			row[i] = fromWire(v)
		}
	}
	return &sqldb.Rows{Columns: in.Columns, Values: in.Rows}, nil
}

func fromWire(v any) any {
	switch v := v.(type) {
	case json.Number:
		if n, err := v.Int64(); err == nil {
			return n
		}
		f, _ := v.Float64()
		return f
	case map[string]any:
		text, _ := v["$bytes"].(string)
		b, _ := base64.StdEncoding.DecodeString(text)
		return b
	default:
		return v
	}
}
