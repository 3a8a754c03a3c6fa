// Boots a Go program once in this process and prints the ms from new WebAssembly.Instance until the
// program waits for the first time.
//
//	node startup.mjs <file.wasm>
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

await import(pathToFileURL(resolve("build/wasm_exec.js")).href); // defines Go, as in a Worker

const module = new WebAssembly.Module(readFileSync(process.argv[2]));
const go = new Go();
go.env = { GOGC: "400", GOMEMLIMIT: "44MiB" };
// The imports of a Worker (internal/edge): there is no event, and nothing to be called.
const nothing = () => -1;
go.importObject.edge = Object.fromEntries(["reply", "done", "call", "result", "random"].map((name) => [name, nothing]));
const boot = JSON.stringify({ vars: {}, bindings: [], isolate: crypto.randomUUID(), startedAt: Date.now() });
const context = { env: {}, boot };

const start = performance.now();
const instance = new WebAssembly.Instance(module, go.importObject);
go.run(instance, context); // returns at the first wait
const took = performance.now() - start;
if (go.exited) throw new Error("the program ended");
process.stdout.write(String(took), () => process.exit(0));
