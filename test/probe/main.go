package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/web"
	"github.com/witnessos/witnessos/internal/web/query"
)

func main() {
	edge.Serve(edge.Worker{
		Fetch:     fetch,
		Headers:   web.Header{{Name: "Access-Control-Allow-Origin", Value: "*"}},
		Services:  map[string]edge.Service{"ProbeService": service{}},
		Objects:   map[string]edge.Object{"ProbeObject": object{}},
		Workflows: map[string]edge.WorkflowFunc{"ProbeWorkflow": flow},
		Scheduled: func(ctx context.Context, cron string, _ time.Time) error {
			return edge.KV("KV").Put(ctx, "scheduled", []byte(cron), 0)
		},
	})
}

// routes are the ways in which the probe can be asked to behave.
var routes = map[string]func(context.Context, *web.Request) (any, error){
	"/echo":        echo,
	"/stats":       stats,
	"/sleep":       sleep,
	"/panic":       func(context.Context, *web.Request) (any, error) { panic("asked to") },
	"/panic-go":    panicElsewhere,
	"/exit":        func(context.Context, *web.Request) (any, error) { os.Exit(3); return nil, nil },
	"/oom":         outOfMemory,
	"/overflow":    func(context.Context, *web.Request) (any, error) { return recurse(1), nil },
	"/never":       never,
	"/timer":       func(context.Context, *web.Request) (any, error) { time.Sleep(time.Minute); return "slept", nil },
	"/deadline":    deadline,
	"/kv":          kv,
	"/d1":          d1,
	"/rpc":         rpc,
	"/together":    together,
	"/after":       after,
	"/random":      random,
	"/pbkdf2":      pbkdf2,
	"/fetch":       outgoing,
	"/object-call": objectCall,
	"/flow":        startFlow,
	"/flow-status": flowStatus,
	"/steps":       func(ctx context.Context, r *web.Request) (any, error) { return readSteps(ctx, query.Of(r).Get("id")) },
}

func fetch(ctx context.Context, r *web.Request) *web.Response {
	path, _ := r.Target()
	if path == "/binary" {
		all := make([]byte, 256)
		for i := range all {
			all[i] = byte(i)
		}
		return &web.Response{Status: 200, Header: web.Header{{Name: "Content-Type", Value: "application/octet-stream"}}, Body: all}
	}
	if path == "/ws" || path == "/object" {
		return forward(ctx, r)
	}
	handle := routes[path]
	if handle == nil {
		return &web.Response{Status: 404}
	}
	out, err := handle(ctx, r)
	if err != nil {
		return reply(r, 502, map[string]string{"error": err.Error()})
	}
	return reply(r, 200, out)
}

func reply(r *web.Request, status int, v any) *web.Response {
	body, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return &web.Response{
		Status: status,
		Header: web.Header{
			{Name: "Content-Type", Value: "application/json"},
			{Name: "X-Request-ID", Value: r.ID},
			{Name: "X-Twice", Value: "one, with a comma"},
			{Name: "X-Twice", Value: "two"},
			{Name: "Set-Cookie", Value: "a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT"},
			{Name: "Set-Cookie", Value: "b=2"},
		},
		Body: body,
	}
}

func echo(_ context.Context, r *web.Request) (any, error) {
	return map[string]any{"method": r.Method, "url": r.URL, "headers": r.Header, "size": len(r.Body), "tooLong": r.TooLong, "sum": sum(r.Body)}, nil
}

func sum(b []byte) (n uint32) {
	for _, c := range b {
		n = n*31 + uint32(c)
	}
	return n
}

// stats tells how much memory the program uses, after collecting garbage.
func stats(context.Context, *web.Request) (any, error) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	boot := edge.ThisBoot()
	return map[string]any{
		"heap": m.HeapAlloc, "sys": m.Sys, "goroutines": runtime.NumGoroutine(), "served": boot.Events, "isolate": boot.ID,
	}, nil
}

func sleep(ctx context.Context, r *web.Request) (any, error) {
	ms, _ := strconv.Atoi(query.Of(r).Get("ms"))
	return "slept", edge.Sleep(ctx, time.Duration(ms)*time.Millisecond)
}

func panicElsewhere(ctx context.Context, _ *web.Request) (any, error) {
	go func() { panic("asked to, in a goroutine") }()
	return nil, edge.Sleep(ctx, time.Minute)
}

var hoard [][]byte

func outOfMemory(context.Context, *web.Request) (any, error) {
	for {
		b := make([]byte, 1<<20)
		for i := range b {
			b[i] = byte(i)
		}
		hoard = append(hoard, b)
	}
}

func recurse(n int) int {
	var pad [1024]byte
	pad[n%1024] = byte(n)
	//lint:ignore SA5007 the stack shall overflow
	return recurse(n+1) + int(pad[0])
}

func never(context.Context, *web.Request) (any, error) {
	<-make(chan struct{})
	return nil, nil
}

func deadline(ctx context.Context, _ *web.Request) (any, error) {
	return nil, edge.Sleep(edge.WithTimeout(ctx, 20*time.Millisecond), time.Minute)
}

func kv(ctx context.Context, r *web.Request) (any, error) {
	store, key := edge.KV("KV"), query.Of(r).Get("key")
	if err := store.Put(ctx, key, r.Body, time.Minute); err != nil {
		return nil, err
	}
	value, found, err := store.Get(ctx, key)
	if err != nil {
		return nil, err
	}
	_, other, err := store.Get(ctx, key+"-absent")
	if err != nil {
		return nil, err
	}
	page, err := store.List(ctx, key, "")
	if err != nil {
		return nil, err
	}
	return map[string]any{"sum": sum(value), "found": found, "other": other, "listed": len(page.Keys)}, store.Delete(ctx, key)
}

func rpc(ctx context.Context, r *web.Request) (any, error) {
	out, err := edge.Binding("SERVICE").Call(ctx, query.Of(r).Get("method"), r.Body)
	return string(out.Join()), err
}

// together waits for several host calls of one event at the same time.
func together(ctx context.Context, _ *web.Request) (any, error) {
	errs := make([]error, 5)
	var calls []func()
	for i := range errs {
		calls = append(calls, func() { errs[i] = edge.Sleep(ctx, 100*time.Millisecond) })
	}
	edge.Together(calls...)
	return "together", errors.Join(errs...)
}

func after(ctx context.Context, r *web.Request) (any, error) {
	key := query.Of(r).Get("key")
	edge.WaitUntil(ctx, func(ctx context.Context) {
		if err := edge.Sleep(ctx, 50*time.Millisecond); err == nil {
			_ = edge.KV("KV").Put(ctx, key, []byte("done"), time.Minute)
		}
	})
	value, _, err := edge.KV("KV").Get(ctx, key)
	return string(value), err
}

func random(context.Context, *web.Request) (any, error) {
	big := make([]byte, 200_000) // more than the platform gives in one call
	_, err := edge.Random.Read(big)
	return map[string]any{"uuid": edge.UUID(), "sum": sum(big), "tail": sum(big[150_000:])}, err
}

func pbkdf2(ctx context.Context, r *web.Request) (any, error) {
	n, _ := strconv.Atoi(query.Of(r).Get("n"))
	key, err := edge.PBKDF2(ctx, []byte("password"), []byte("salt"), n, 32)
	return fmt.Sprintf("%x", key), err
}

func outgoing(ctx context.Context, r *web.Request) (any, error) {
	limit, _ := strconv.Atoi(query.Of(r).Get("limit"))
	response, err := edge.Fetch(ctx, &web.Request{
		Method: "POST", URL: query.Of(r).Get("url"), Body: r.Body,
		Header: web.Header{{Name: "X-List", Value: "a, b"}, {Name: "Content-Type", Value: "text/plain"}},
	}, limit)
	if err != nil {
		return nil, err
	}
	return map[string]any{"status": response.Status, "headers": response.Header, "size": len(response.Body), "sum": sum(response.Body)}, nil
}

// forward sends the request to the object that ?name= says.
func forward(ctx context.Context, r *web.Request) *web.Response {
	response, err := edge.Namespace("OBJECT").Fetch(ctx, query.Of(r).Get("name"), r)
	if err != nil {
		return reply(r, 502, map[string]string{"error": err.Error()})
	}
	return response
}

func objectCall(ctx context.Context, r *web.Request) (any, error) {
	out, err := edge.Namespace("OBJECT").Call(ctx, query.Of(r).Get("name"), query.Of(r).Get("method"), r.Body)
	return string(out), err
}

type service struct{}

func (service) Call(ctx context.Context, method string, request []byte) (web.Pieces, error) {
	switch method {
	case "upper": // in pieces
		text := []byte(strings.ToUpper(string(request)))
		return web.Pieces{text[:len(text)/2], nil, text[len(text)/2:]}, nil
	case "slow":
		return web.Pieces{request}, edge.Sleep(ctx, 50*time.Millisecond)
	case "exit":
		os.Exit(4)
	case "panic":
		panic("asked to, over RPC")
	}
	return nil, errors.New("no such method: " + method)
}
