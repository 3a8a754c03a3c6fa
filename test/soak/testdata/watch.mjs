// Watches the Go program of a Worker from outside: how often it has booted, how much memory it has,
// and how much of its heap was alive after its last garbage collection, as Go's own trace tells.
import "../../../build/wasm_exec.js"; // defines globalThis.Go

const usage = { boots: 0, bytes: 0, collections: 0, live: 0 };
let memory = null;

const Instance = WebAssembly.Instance;
WebAssembly.Instance = function (module, imports) {
  const instance = new Instance(module, imports);
  memory = instance.exports.mem;
  usage.boots++;
  return instance;
};
WebAssembly.Instance.prototype = Instance.prototype; // Go looks at it with instanceof

globalThis.Go = class extends globalThis.Go {
  get env() {
    return this.watched;
  }
  set env(env) {
    this.watched = { ...env, GODEBUG: "gctrace=1" };
  }
};

// A line of the trace: gc 7 @0.1s 2%: … ms cpu, 12->13->5 MB, … The third number is what is alive.
const trace = /gc \d+ @.*?(\d+)->(\d+)->(\d+) MB.*\n?/g;
const decoder = new TextDecoder();
const encoder = new TextEncoder();
const write = globalThis.fs.writeSync;
let pending = "";
globalThis.fs.writeSync = function (fd, bytes) {
  pending += decoder.decode(bytes);
  const end = pending.lastIndexOf("\n") + 1;
  const text = pending.slice(0, end).replace(trace, (_, before, after, live) => {
    usage.collections++;
    usage.live = Number(live);
    return "";
  });
  pending = pending.slice(end);
  if (text) write.call(this, fd, encoder.encode(text));
  return bytes.length;
};

export function report() {
  return { ...usage, bytes: memory?.buffer.byteLength ?? 0 };
}
