// Our programs in Node: the engine Worker with its own shell, and bench/sky. Paths are those of the
// repository, in whose root Node runs.
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const here = (path) => pathToFileURL(resolve(path)).href;
const compiled = (path) => new WebAssembly.Module(readFileSync(path));

// What workerd gives to the shell and Node does not have: classes to extend.
const platform =
  "data:text/javascript,class Base { constructor(ctx, env) { this.ctx = ctx; this.env = env; } }" +
  "export { Base as DurableObject, Base as WorkerEntrypoint, Base as WorkflowEntrypoint };" +
  "export class NonRetryableError extends Error {}";
registerHooks({
  resolve: (name, context, next) =>
    name.startsWith("cloudflare:") ? { url: platform, shortCircuit: true } : next(name, context),
});

const { service } = await import(here("internal/edge/shell.mjs"));
const Engine = service(compiled("build/engine.wasm"), "EngineService", ["calculateEngine"]);
const engine = new Engine({}, {});
const encoder = new TextEncoder();
const decoder = new TextDecoder();

const berlin = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Berlin", dateStyle: "short", timeStyle: "short" });

// request makes the bytes that the router would send for an instant, ms since 1970 UTC, as a clock in
// Berlin showed it.
export function request(ms) {
  const [birth_date, birth_time] = berlin.format(ms).split(" "); // 1990-06-15 08:30
  const input = { birth_date, birth_time, timezone: "Europe/Berlin", birth_location: [52.52, 13.405] };
  return encoder.encode(JSON.stringify({ v: 1, requestId: "bench", params: { engineName: "human_design", input } }));
}

// humanDesign resolves to the bytes that the router would get.
export const humanDesign = (bytes) => engine.calculateEngine(bytes);

// result reads the chart out of such bytes, which are a JSON text sequence of an envelope and it.
export function result(bytes) {
  const [, envelope, chart] = decoder.decode(bytes).split("\x1e");
  if (!chart?.trim()) throw new Error(`human_design failed: ${envelope ?? decoder.decode(bytes)}`);
  return JSON.parse(chart);
}

// sky boots bench/sky and returns its functions charts(n) and bodygraphs(n).
export function sky() {
  const go = new Go(); // of build/wasm_exec.js, which the shell has loaded
  go.env = { GOGC: "400" };
  const instance = new WebAssembly.Instance(compiled("build/sky.wasm"), go.importObject);
  go.run(instance, {});
  return instance.exports;
}
