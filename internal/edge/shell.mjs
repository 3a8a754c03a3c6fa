// The shell: all the JavaScript of the system. It boots a Worker's Go program once per isolate
// and carries bytes between the platform's entry points and that program.
//
// It knows nothing of WitnessOS. Every decision is Go's; the shell only turns a platform event
// (fetch, RPC, Durable Object, Workflow, cron) into a frame of bytes, runs the host calls that Go
// asks for, and turns Go's reply into what the platform wants. doc/runtime.md explains the rules
// that it keeps; internal/edge/*.go is its other half.

import "../../build/wasm_exec.js"; // syumai/workers' wasm_exec.js: defines globalThis.Go
import { DurableObject, WorkerEntrypoint, WorkflowEntrypoint } from "cloudflare:workers";
import { NonRetryableError } from "cloudflare:workflows";

const BODY_LIMIT = 1 << 20; // bytes of a request body; what is over it never reaches Go
const REPLY_LIMIT = 8 << 20; // bytes of an outgoing fetch's reply, unless the call says less
const SCRATCH_LIMIT = 1 << 20; // bytes of a reply's body that are put together in memory that stays
const DEADLINE_MS = 100_000; // an event without a reply by then is answered 504
const STEP_DEADLINE_MS = 600_000; // of a Workflow step's attempt; its own timeout is shorter
const MEMORY_WATERMARK = 64 << 20; // bytes of Wasm memory after which the program is replaced
const GOGC = "400"; // what lives is small, so letting 16 MiB of garbage gather costs nothing but that
const GOMEMLIMIT = "44MiB"; // but near the watermark, after large replies, Go shall collect in good time
const EVENT_LIMIT = 1_000_000; // events after which the program is replaced

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const NONE = new Uint8Array(0);

// Go prints through fs, whose functions call back. That has to wait until Go has returned: of two calls
// into it that are in progress at once, one would end on the other's stack.
const callbacks = [];
for (const [name, run] of Object.entries(globalThis.fs)) {
  if (typeof run !== "function" || name === "writeSync") continue;
  globalThis.fs[name] = (...args) => {
    const callback = args.pop();
    run.call(globalThis.fs, ...args, (...results) => callbacks.push(() => callback(...results)));
  };
}

// ---------------------------------------------------------------------------------------------
// The program: one boot of the Go binary, shared by every event of the isolate.

let program = null; // the one that takes new events

class Program {
  events = new Map(); // id → Event, oldest first
  #queue = []; // messages that came while Go ran
  #running = false;
  #results = new Map(); // call id → bytes, until Go takes them
  #methods = new Map(); // of service bindings
  #served = 0;
  #swept = 0;

  constructor(module, env) {
    this.env = env;
    this.limits = limitsOf(env);
    const go = new Go();
    this.go = go;
    go.env = { GOGC, GOMEMLIMIT };
    go._resolveExitPromise = () => {}; // nobody waits for it, and it belongs to the event that booted
    go.exit = (code) => this.crash(new Error(`the Go program ended with code ${code}`));
    // Go has a single JS timer, and it would die with the event that happened to start it.
    // So there is none: code in a Worker waits through host calls only.
    go.importObject.gojs["runtime.scheduleTimeoutEvent"] = (sp) => go.mem.setInt32((sp >>> 0) + 16, 1, true);
    go.importObject.gojs["runtime.clearTimeoutEvent"] = () => {};
    go.importObject.edge = this.#imports();
    const instance = new WebAssembly.Instance(module, go.importObject);
    this.memory = instance.exports.mem;
    // run() executes main() up to its first wait before it returns, so Go is ready right after.
    this.context = { env, boot: this.#describe(env) };
    go.run(instance, this.context);
    this.#callBack();
    this.exports = instance.exports;
    this.headers = new Headers(JSON.parse(this.context.headers ?? "{}")); // what Go wants on every reply
    this.wanted = this.context.wanted ? this.context.wanted.split(",") : null; // of requests; null: all
    if (!this.dead && !this.context.inbox) this.crash(new Error("the Go program did not start serving"));
  }

  // What Go may know of its surroundings: variables as text, and the names of the bindings.
  #describe(env) {
    const vars = {};
    const bindings = [];
    for (const [name, value] of Object.entries(env)) {
      if (typeof value === "string") vars[name] = value;
      else if (typeof value === "object" || typeof value === "function") bindings.push(name);
      else vars[name] = JSON.stringify(value);
    }
    return JSON.stringify({ vars, bindings, isolate: crypto.randomUUID(), startedAt: Date.now() });
  }

  // The functions that Go calls. Each is entered from the middle of Go's stack, so none may throw.
  #imports() {
    const bytes = (ptr, len) => new Uint8Array(this.memory.buffer, ptr >>> 0, len >>> 0);
    // The pieces of a body in one, in an array that serves again for the next unless it is to be kept or
    // is large.
    let scratch = NONE;
    const joined = (first, rest, kept) => {
      let size = first.length;
      for (let i = 1; i < rest.length; i += 2) size += rest[i];
      kept ||= size > SCRATCH_LIMIT;
      if (!kept && scratch.length < size) scratch = new Uint8Array(Math.min(2 * size, SCRATCH_LIMIT));
      const all = kept ? new Uint8Array(size) : scratch.subarray(0, size);
      all.set(first);
      for (let i = 0, at = first.length; i < rest.length; at += rest[i + 1], i += 2) all.set(bytes(rest[i], rest[i + 1]), at);
      return all;
    };
    return {
      // reply ends the waiting of event id: with it the platform gets its answer. Unless there is more
      // to do, nothing of the event runs any more. The body may have further pieces: address and length of
      // each.
      reply: (id, status, text, textLen, body, bodyLen, rest, count, more) => {
        const event = this.events.get(id);
        if (event === undefined) return;
        const head = textLen > 0 ? decoder.decode(bytes(text, textLen)) : "";
        const kept = !event.source.http; // a Response copies its body when it is made
        let all = bytes(body, bodyLen);
        if (count > 0) all = joined(all, new Uint32Array(this.memory.buffer, rest >>> 0, 2 * count), kept);
        else if (kept) all = all.slice();
        event.replied(status, head, all, more !== 0);
      },
      // done says that what was left to do after the reply is done.
      done: (id) => this.events.get(id)?.finished(),
      // call starts a host call. Result: the length of its result when it is there already
      // (a synchronous operation), -1 when it will come as a message.
      call: (id, call, text, textLen, body, bodyLen, timeout) =>
        this.#call(id, call, decoder.decode(bytes(text, textLen)), bytes(body, bodyLen).slice(), timeout),
      // result hands over what a synchronous call left.
      result: (call, ptr, room) => {
        bytes(ptr, room).set(this.#results.get(call));
        this.#results.delete(call);
      },
      // random fills memory from the platform's generator, at most 64 KiB at a time.
      random: (ptr, len) => {
        for (let at = 0; at < len; at += 65536) crypto.getRandomValues(bytes(ptr + at, Math.min(65536, len - at)));
      },
    };
  }

  #call(id, call, text, payload, timeout) {
    const event = this.events.get(id);
    const answer = (message) => this.post({ kind: MESSAGE.result, id: call, ...message });
    if (!event || event.closed) return this.#now(call, failure(GONE));
    let out;
    try {
      const [operation, ...args] = JSON.parse(text);
      out = OPERATIONS[operation](event, args, payload);
    } catch (error) {
      return this.#now(call, failure(error));
    }
    // RPC answers with thenables of its own, which are no Promises.
    if (typeof out?.then !== "function") return this.#now(call, success(out));

    const settle = (message) => {
      if (event.calls.delete(call)) answer(message);
    };
    const due = timeout > 0 ? Date.now() + timeout : Infinity;
    (event.calls ??= new Map()).set(call, { due, fail: (why) => settle(failure(why)) });
    event.watch(due);
    out.then(
      (value) => settle(success(value)),
      (error) => settle(failure(error)),
    );
    return -1;
  }

  // A result that is there at once is framed as a message would be: u32 length of the text, text, body.
  #now(call, { text, body }) {
    const head = encoder.encode(text);
    const all = new Uint8Array(4 + head.length + body.length);
    new DataView(all.buffer).setUint32(0, head.length, true);
    all.set(head, 4);
    all.set(body, 4 + head.length);
    this.#results.set(call, all);
    return all.length;
  }

  // post hands one message to Go and lets Go run until every goroutine waits.
  post(message) {
    if (this.dead) return;
    if (this.#running) return this.#queue.push(message);
    this.#running = true;
    callbacks.length = 0; // those of a program that has crashed
    try {
      for (let next = message; next !== undefined && !this.dead; next = this.#queue.shift()) {
        if (!this.#deliver(next) && callbacks.length === 0) this.go._resume();
        this.#callBack();
      }
    } catch (error) {
      this.crash(error);
    }
    this.#running = false;
  }

  #callBack() {
    while (callbacks.length > 0 && !this.dead) callbacks.shift()();
  }

  // deliver writes a message into Go's memory, the body first and the text behind it. Its result is
  // false when Go does not know whether every goroutine waits.
  #deliver({ kind, id, text, body }) {
    const size = body.length + text.length * 3;
    const ptr = size <= this.context.inboxSize ? this.context.inbox : this.exports.room(size) >>> 0;
    const at = new Uint8Array(this.memory.buffer, ptr, size);
    if (body.length > 0) at.set(body);
    const { written } = encoder.encodeInto(text, body.length > 0 ? at.subarray(body.length) : at);
    return this.exports.deliver(kind, id, body.length, written, Date.now()) !== 0;
  }

  open(event) {
    this.#sweep();
    this.events.set(event.id, event);
    this.#served++;
    this.post({ kind: MESSAGE.event, id: event.id, text: event.text, body: event.body });
    if (this.#served >= this.limits.events || this.memory.buffer.byteLength > this.limits.memory) this.retire();
  }

  // An event whose caller has gone away is cancelled by the platform without a word: its promises
  // never settle. What is long past its deadline is therefore closed from the next event.
  #sweep() {
    const now = Date.now();
    if (now < this.#swept + 1000) return;
    this.#swept = now;
    for (const event of this.events.values()) if (now > event.deadline + 1000) event.abandon();
  }

  // A method of a service binding. The platform makes an object of each that it is asked for.
  method(binding, name) {
    const key = `${binding}.${name}`;
    let method = this.#methods.get(key);
    if (method === undefined) this.#methods.set(key, (method = this.env[binding][name]));
    return method;
  }

  // retire lets the next event boot a new program; this one ends with its last event.
  retire() {
    if (program === this) program = null;
  }

  crash(cause) {
    if (this.dead) return;
    this.dead = true;
    this.retire();
    console.error(`edge: ${cause?.stack ?? cause}`);
    for (const event of [...this.events.values()]) event.crashed();
    this.events.clear();
  }
}

const MESSAGE = { event: 1, result: 2, abandon: 3 };
const GONE = Object.assign(new Error("the event is over"), { code: "EVENT_OVER" });
const TIMED_OUT = Object.assign(new Error("the call took too long"), { code: "DEADLINE" });

function limitsOf(env) {
  const number = (name, otherwise) => Number(env[name]) || otherwise;
  return {
    deadline: number("EDGE_DEADLINE_MS", DEADLINE_MS),
    memory: number("EDGE_MEMORY_WATERMARK", MEMORY_WATERMARK),
    events: number("EDGE_EVENT_LIMIT", EVENT_LIMIT),
  };
}

// A value becomes JSON text, except bytes, which travel as they are. What JSON cannot say is a failure.
function success(value) {
  try {
    if (value instanceof Uint8Array) return { text: "+", body: value };
    if (value instanceof ArrayBuffer) return { text: "+", body: new Uint8Array(value) };
    if (value?.body instanceof Uint8Array) return { text: "+" + JSON.stringify(value.head), body: value.body };
    return { text: "+" + (value === undefined ? "" : JSON.stringify(value)), body: NONE };
  } catch (error) {
    return failure(error);
  }
}

function failure(error) {
  const { name = "Error", message = String(error), code, retryable, remote, overloaded } = error ?? {};
  return { text: "-" + JSON.stringify({ name, message: String(message), code, retryable, remote, overloaded }), body: NONE };
}

// ---------------------------------------------------------------------------------------------
// Events: one call of the platform each.

let nextEvent = 1;

class Event {
  closed = false;
  calls = null; // host calls under way, once there are any: call id → when it is due, and a function that fails it
  nextDue = Infinity; // when the timer fires
  kept = []; // Responses that pass through untouched
  reply = undefined; // set when Go answered before anyone had to wait

  // source: {state, step, ctx, …}, whatever host calls of this event may need.
  constructor(text, body, source) {
    this.id = nextEvent = (nextEvent + 1) & 0x7fffffff;
    this.text = text;
    this.body = body;
    this.source = source;
    this.requestId = source.requestId;
    this.sockets = source.socket ? [source.socket] : [];
  }

  // run gives the event to Go and resolves to its reply: {response} of HTTP, {status, text, body} of others.
  // It stays synchronous as long as Go does, which spares the common request every promise.
  run(module, env) {
    this.program = this.source.program ?? (program ??= new Program(module, env));
    this.since = Date.now();
    this.deadline = this.since + (this.source.deadline ?? this.program.limits.deadline);
    this.program.open(this);
    if (this.reply !== undefined) return this.reply;
    if (this.program.dead) return failed(500);
    return new Promise((resolve) => {
      this.resolve = resolve;
      this.watch(this.deadline);
    });
  }

  // watch sees that something happens when a host call or the event itself is due. An event has one
  // timer, since most events end before anything is due.
  watch(due) {
    if (due >= this.nextDue) return;
    clearTimeout(this.timer);
    this.nextDue = due;
    this.timer = setTimeout(() => this.#late(), Math.max(0, due - Date.now()));
  }

  // pending are the host calls under way.
  pending() {
    return this.calls === null ? [] : [...this.calls.values()];
  }

  #late() {
    const now = Date.now();
    this.nextDue = Infinity;
    for (const { due, fail } of this.pending()) if (due <= now) fail(TIMED_OUT);
    if (this.closed) return;
    const deadline = this.reply === undefined ? this.deadline : Infinity; // the caller's wait is over
    if (deadline <= now) return this.#expire();
    for (const { due } of this.pending()) this.watch(due);
    this.watch(deadline);
  }

  // replied takes Go's answer. The status CRASHED says that Go recovered from a panic.
  replied(status, text, body, more) {
    if (status === CRASHED) this.#settle(failed(500));
    else if (this.source.http) this.#settle(responded(status, text, body, this));
    else this.#settle({ status, text, body });
    if (!more) this.finished();
    else this.source.ctx?.waitUntil(new Promise((resolve) => (this.ended = resolve)));
  }

  #settle(reply) {
    if (this.reply !== undefined) return;
    this.reply = reply;
    this.resolve?.(reply);
  }

  finished() {
    this.closed = true;
    clearTimeout(this.timer);
    this.program.events.delete(this.id);
    this.ended?.();
  }

  // The deadline has passed: the caller gets its answer, Go gets the chance to unwind, and since
  // something may be stuck in it for good, the program is not used for new events.
  #expire() {
    this.#settle(failed(504));
    this.program.retire();
    this.abandon();
  }

  // abandon fails every host call of the event, so that its goroutines come to an end. They may
  // now run inside another event's turn, which is safe: a closed event cannot start host calls.
  abandon() {
    this.closed = true;
    clearTimeout(this.timer);
    this.program.events.delete(this.id);
    for (const { fail } of this.pending()) fail(GONE);
    this.program.post({ kind: MESSAGE.abandon, id: this.id, text: "", body: NONE });
    this.ended?.();
  }

  crashed() {
    clearTimeout(this.timer);
    this.#settle(failed(500));
    this.ended?.();
  }
}

const CRASHED = -1;

function failed(status) {
  const [code, message] =
    status === 504 ? ["TIMEOUT", "The request took too long"] : ["INTERNAL_ERROR", "An unexpected error occurred"];
  return { failed: true, status, code, message };
}

// A failure that Go could not put into words itself.
function failureResponse({ status, code, message }, { requestId, since, program }) {
  const timestamp = new Date().toISOString();
  const body = { success: false, error: code, code, message, requestId, timestamp, status };
  const response = new Response(JSON.stringify(body), { status, headers: program.headers });
  response.headers.set("Content-Type", "application/json");
  response.headers.set("Cache-Control", "no-store");
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("X-Request-ID", requestId);
  response.headers.set("X-Response-Time", `${Date.now() - since}ms`);
  return response;
}

// ---------------------------------------------------------------------------------------------
// HTTP: a request becomes lines of text and bytes; a reply becomes a Response.

// Every event's text begins with these lines; what follows depends on the kind.
const textOf = (kind, requestId, target, name, ...lines) => [kind, requestId, target, name, ...lines].join("\n");

// Then method, URL, "1" if the body was over the limit, and name and value of each header that is wanted
// (null: of all). No header can hold a line feed.
function requestText(kind, requestId, target, name, request, tooLarge, wanted) {
  let text = `${kind}\n${requestId}\n${target}\n${name}\n${request.method}\n${request.url}\n${tooLarge ? "1" : ""}`;
  const { headers } = request;
  if (wanted === null) {
    headers.forEach((value, name) => (text += `\n${name}\n${value}`));
    return text;
  }
  for (let i = 0; i < wanted.length; i++) {
    const value = headers.get(wanted[i]);
    if (value !== null) text += `\n${wanted[i]}\n${value}`;
  }
  return text;
}

// readBody returns the bytes, or null when there are more than limit, or a promise of either. A body whose
// size is declared is read without looking at message.body, since that would make a stream of it.
function readBody(message, limit) {
  const declared = message.headers.get("content-length");
  if (declared === null) return message.body === null ? NONE : readChunks(message, limit);
  const size = Number(declared);
  if (size === 0) return NONE;
  if (size > limit) return null;
  return message.arrayBuffer().then((buffer) => new Uint8Array(buffer));
}

async function readChunks(message, limit) {
  const chunks = [];
  let size = 0;
  for await (const chunk of message.body) {
    size += chunk.byteLength;
    if (size > limit) return null; // leaving the loop cancels the stream
    chunks.push(chunk);
  }
  return concat(chunks, size);
}

function concat(chunks, size) {
  if (chunks.length === 1) return chunks[0];
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.byteLength;
  }
  return all;
}

function handleRequest(module, { kind, target = "", name = "" }, request, env, source) {
  source.http = true;
  source.requestId = (target && request.headers.get("x-request-id")) || crypto.randomUUID();
  const bodiless = request.method === "GET" || request.method === "HEAD";
  const read = bodiless ? NONE : readBody(request, BODY_LIMIT);
  return read instanceof Promise ? read.then(withBody) : withBody(read);

  function withBody(body) {
    const wanted = kind === "fetch" ? (program ??= new Program(module, env)).wanted : null;
    const event = new Event(requestText(kind, source.requestId, target, name, request, body === null, wanted), body ?? NONE, source);
    const reply = event.run(module, env);
    if (!(reply instanceof Promise)) return toResponse(reply, event);
    return reply.then((late) => toResponse(late, event));
  }
}

const BODILESS = new Set([101, 204, 205, 304]);

const toResponse = (reply, event) => (reply.failed ? failureResponse(reply, event) : reply.response);

// responded makes a Response of what Go replied. It is called from the middle of Go's stack, and does not throw.
function responded(status, text, body, event) {
  const lines = text.split("\n");
  // A kept Response (that of a Durable Object's WebSocket) is passed on untouched.
  if (lines[0] !== "") return { response: event.kept[Number(lines[0])] };
  try {
    // The headers of every reply come first: a Response copies them faster than it takes new ones.
    const response = new Response(BODILESS.has(status) ? null : body, { status, headers: event.program.headers });
    const { headers } = response;
    for (let i = 1; i + 1 < lines.length; i += 2) {
      if (isRepeated(lines, i)) headers.append(lines[i], lines[i + 1]);
      else headers.set(lines[i], lines[i + 1]);
    }
    return { response };
  } catch (error) {
    console.error(`edge: ${error?.stack ?? error}`);
    return failed(500);
  }
}

// isRepeated says whether the name of a header stands in the lines before it too.
function isRepeated(lines, i) {
  for (let k = 1; k < i; k += 2) if (lines[k] === lines[i]) return true;
  return false;
}

// What is not HTTP gets its bytes, or an exception that the platform may retry.
function toBytes(reply) {
  if (reply.failed) throw new Error(reply.message);
  if (reply.status !== 0) throw toError(reply.text);
  return reply.body;
}

function toError(text) {
  const { message, permanent } = JSON.parse(text);
  return permanent ? new NonRetryableError(message) : new Error(message);
}

// ---------------------------------------------------------------------------------------------
// Host calls: what Go may ask of the platform. Arguments are (event, [JSON arguments], bytes);
// the result is a value, bytes, or {head, body}. A promise makes the call asynchronous.

const toObject = (bytes) => JSON.parse(decoder.decode(bytes));

// Values of SQL: what JSON cannot say travels as {"$bytes": base64}. Objects give a BLOB as an
// ArrayBuffer, D1 gives it as an array of numbers.
const fromSQL = (value) =>
  typeof value === "object" && value !== null ? { $bytes: btoa(String.fromCharCode(...new Uint8Array(value))) } : value;
const toSQL = (value) =>
  value?.$bytes === undefined ? value : Uint8Array.from(atob(value.$bytes), (c) => c.charCodeAt(0)).buffer;

const D1_META = ({ changes, last_row_id, rows_read, rows_written }) => ({ changes, last_row_id, rows_read, rows_written });

const prepare = (event, binding, { sql, args }) => event.program.env[binding].prepare(sql).bind(...args.map(toSQL));

// A Response of a fetch: status and headers as JSON, body as bytes up to limit.
async function fetched(event, response, limit) {
  const headers = [...response.headers];
  if (response.webSocket) return { status: response.status, headers, kept: event.kept.push(response) - 1 };
  const body = await readBody(response, limit);
  return { head: { status: response.status, headers, cut: body === null }, body: body ?? NONE };
}

function requestOf({ method, url, headers, redirect }, body) {
  return new Request(url, { method, headers, redirect: redirect ?? "manual", body: body.length > 0 ? body : undefined });
}

// once asks the platform for a step one time, however often a restarted workflow comes by.
function once({ source: { step, steps } }, name, start) {
  if (!steps.has(name)) steps.set(name, { result: start(step) });
  return steps.get(name).result;
}

const OPERATIONS = {
  sleep: (event, [ms]) => scheduler.wait(ms),
  pbkdf2: async (event, [iterations, size, passwordLength], bytes) => {
    const key = await crypto.subtle.importKey("raw", bytes.subarray(0, passwordLength), "PBKDF2", false, ["deriveBits"]);
    const salt = bytes.subarray(passwordLength);
    return crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, key, size * 8);
  },

  // Services: a method of another Worker's entrypoint, bytes in and bytes out.
  "rpc.call": (event, [binding, method], bytes) => event.program.method(binding, method)(bytes),

  // Outgoing HTTP. Redirects are for the caller to follow.
  "fetch": async (event, [request, limit = REPLY_LIMIT], body) =>
    fetched(event, await fetch(requestOf(request, body)), limit),

  "kv.get": async (event, [binding, key]) => {
    const value = await event.program.env[binding].get(key, "arrayBuffer");
    return { head: value !== null, body: value === null ? NONE : new Uint8Array(value) };
  },
  "kv.put": (event, [binding, key, options], value) => event.program.env[binding].put(key, value, options),
  "kv.delete": (event, [binding, key]) => event.program.env[binding].delete(key),
  "kv.list": async (event, [binding, options]) => {
    const { keys, list_complete, cursor } = await event.program.env[binding].list(options);
    return { keys: keys.map(({ name, expiration }) => ({ name, expiration })), complete: list_complete, cursor };
  },

  "d1.query": async (event, [binding], statement) => {
    const [columns, ...rows] = await prepare(event, binding, toObject(statement)).raw({ columnNames: true });
    return { columns: columns ?? [], rows: rows.map((row) => row.map(fromSQL)) };
  },
  // All statements of a batch take effect, or none.
  "d1.batch": async (event, [binding], statements) => {
    const results = await event.program.env[binding].batch(toObject(statements).map((s) => prepare(event, binding, s)));
    return results.map(({ meta }) => D1_META(meta));
  },

  // Durable Objects, from outside.
  "object.fetch": async (event, [binding, name, request], body) => {
    const namespace = event.program.env[binding];
    return fetched(event, await namespace.get(namespace.idFromName(name)).fetch(requestOf(request, body)), REPLY_LIMIT);
  },
  "object.call": (event, [binding, name, method], bytes) => {
    const namespace = event.program.env[binding];
    return namespace.get(namespace.idFromName(name)).invoke(method, bytes);
  },

  // Durable Objects, from inside: SQL and alarm are synchronous or nearly so.
  "sql.query": (event, [], statement) => {
    const { sql, args } = toObject(statement);
    const cursor = event.source.state.storage.sql.exec(sql, ...args.map(toSQL));
    const rows = [...cursor.raw()].map((row) => row.map(fromSQL));
    return { columns: cursor.columnNames, rows, written: cursor.rowsWritten };
  },
  "sql.batch": (event, [], statements) =>
    event.source.state.storage.transactionSync(() => {
      const { sql } = event.source.state.storage;
      return toObject(statements).map((s) => sql.exec(s.sql, ...s.args.map(toSQL)).rowsWritten);
    }),
  "alarm.get": (event) => event.source.state.storage.getAlarm(),
  "alarm.set": (event, [at]) => event.source.state.storage.setAlarm(at),
  "alarm.delete": (event) => event.source.state.storage.deleteAlarm(),
  "storage.deleteAll": (event) => event.source.state.storage.deleteAll(),

  // WebSockets of a Durable Object, all through the hibernation API.
  "ws.accept": (event, [tags, attachment, protocol]) => {
    const { 0: client, 1: server } = new WebSocketPair();
    event.source.state.acceptWebSocket(server, tags);
    event.source.state.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
    server.serializeAttachment(attachment);
    const headers = protocol ? { "Sec-WebSocket-Protocol": protocol } : {};
    const kept = event.kept.push(new Response(null, { status: 101, webSocket: client, headers })) - 1;
    return { socket: event.sockets.push(server) - 1, kept };
  },
  "ws.list": (event, [tag]) =>
    event.source.state.getWebSockets(tag || undefined).map((socket) => ({
      socket: event.sockets.push(socket) - 1,
      attachment: socket.deserializeAttachment(),
    })),
  "ws.send": (event, [socket], bytes) => event.sockets[socket].send(decoder.decode(bytes)),
  "ws.attach": (event, [socket, attachment]) => event.sockets[socket].serializeAttachment(attachment),
  "ws.close": (event, [socket, code, reason]) => event.sockets[socket].close(code, reason),

  // Workflows, from outside.
  "workflow.create": async (event, [binding, id], params) => {
    const instance = await event.program.env[binding].create({ id, params: toObject(params) });
    return { id: instance.id };
  },
  "workflow.status": async (event, [binding, id]) => {
    const { status, error, output } = await (await event.program.env[binding].get(id)).status();
    return { status, error: typeof error === "string" ? error : error?.message, output, here: running.has(id) };
  },
  // A local platform does not take up again what it ran when its process was killed; pausing and
  // resuming makes it.
  "workflow.revive": async (event, [binding, id]) => {
    const instance = await event.program.env[binding].get(id);
    await instance.pause();
    for (let tries = 0; (await instance.status()).status !== "paused"; tries++) {
      if (tries === 50) throw new Error("the instance does not pause");
      await scheduler.wait(20);
    }
    await instance.resume();
  },

  // Workflows, from inside. The body of a step is Go again, as an event of its own in the program
  // that asked for it last.
  "step.do": (event, [name, config, body]) => {
    const { step, steps } = event.source;
    const caller = { event, body };
    if (steps.has(name)) return Object.assign(steps.get(name), { caller }).result;
    const entry = { caller };
    steps.set(name, entry);
    entry.result = step.do(name, config, async (context) => {
      const { event: owner, body: ref } = entry.caller;
      const text = textOf("step", owner.requestId, name, "", owner.id, ref, context?.attempt ?? 1);
      const source = { ctx: owner.source.ctx, program: owner.program, requestId: owner.requestId, deadline: STEP_DEADLINE_MS };
      return toObject(toBytes(await new Event(text, NONE, source).run()));
    });
    return entry.result;
  },
  "step.sleep": (event, [name, ms]) => once(event, name, (step) => step.sleep(name, ms)),
  "step.sleepUntil": (event, [name, at]) => once(event, name, (step) => step.sleepUntil(name, at)),
  "step.wait": (event, [name, options]) => once(event, name, (step) => step.waitForEvent(name, options)),
};

// ---------------------------------------------------------------------------------------------
// Entry points: what an entry file exports. The names are those that Go registers its handlers under.

// worker is the default export: HTTP and cron.
export function worker(module) {
  return {
    fetch: (request, env, ctx) => handleRequest(module, { kind: "fetch" }, request, env, { ctx }),
    async scheduled(controller, env, ctx) {
      const text = textOf("scheduled", crypto.randomUUID(), "", "", controller.cron, controller.scheduledTime);
      toBytes(await new Event(text, NONE, { ctx }).run(module, env));
    },
  };
}

// service makes an RPC entrypoint. Each method takes one byte array and returns one.
export function service(module, name, methods) {
  const Service = class extends WorkerEntrypoint {
    fetch() {
      return new Response("Not found", { status: 404 });
    }
  };
  for (const method of methods) {
    Service.prototype[method] = function (bytes) {
      // The id of the request that caused the call is in its bytes; this one is for the log.
      const text = textOf("rpc", `call-${nextEvent}`, name, "", method);
      const reply = new Event(text, bytes, { ctx: this.ctx }).run(module, this.env);
      return reply instanceof Promise ? reply.then(toBytes) : toBytes(reply);
    };
  }
  return Service;
}

// object makes a Durable Object class.
export function object(module, name) {
  return class extends DurableObject {
    #source(extra) {
      return { ctx: this.ctx, state: this.ctx, ...extra };
    }
    async #event(kind, lines, body, source) {
      const text = textOf(kind, crypto.randomUUID(), name, this.ctx.id.name ?? "", ...lines);
      return toBytes(await new Event(text, body, source ?? this.#source()).run(module, this.env));
    }
    async fetch(request) {
      const to = { kind: "object.fetch", target: name, name: this.ctx.id.name ?? "" };
      return handleRequest(module, to, request, this.env, this.#source());
    }
    async alarm(info) {
      await this.#event("object.alarm", [info?.retryCount ?? 0], NONE);
    }
    async invoke(method, bytes) {
      return this.#event("object.call", [method], bytes);
    }
    async webSocketMessage(socket, message) {
      const binary = typeof message !== "string";
      await this.#socketEvent("object.message", socket, [binary ? "1" : ""], binary ? new Uint8Array(message) : encoder.encode(message));
    }
    async webSocketClose(socket, code, reason, clean) {
      await this.#socketEvent("object.close", socket, [code, clean ? "1" : ""], encoder.encode(reason));
    }
    async webSocketError(socket, error) {
      await this.#socketEvent("object.error", socket, [], encoder.encode(String(error?.message ?? error)));
    }
    // The socket that an event is about is always handle 0.
    #socketEvent(kind, socket, lines, body) {
      const attachment = JSON.stringify(socket.deserializeAttachment() ?? null);
      const source = this.#source({ socket });
      return this.#event(kind, [attachment, ...lines], body, source);
    }
  };
}

// Ids of the Workflow instances whose function runs in this isolate now.
const running = new Set();

// workflow makes a Workflow class. When the program crashes under a running workflow, the function
// starts again in a new program and meets the steps that it has already asked for.
export function workflow(module, name) {
  return class extends WorkflowEntrypoint {
    async run(event, step) {
      const text = textOf("workflow", event.instanceId, name, "", event.timestamp.getTime());
      const params = encoder.encode(JSON.stringify(event.payload ?? {}));
      const source = { ctx: this.ctx, step, steps: new Map(), deadline: Infinity, requestId: event.instanceId };
      running.add(event.instanceId);
      try {
        for (let crashes = 0; ; crashes++) {
          const reply = await new Event(text, params, source).run(module, this.env);
          if (!reply.failed || crashes === 3) return toObject(toBytes(reply));
        }
      } finally {
        running.delete(event.instanceId);
      }
    }
  };
}
