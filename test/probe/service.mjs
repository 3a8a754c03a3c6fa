import module from "../../build/probe.wasm";
import { service } from "../../internal/edge/shell.mjs";

export class ProbeService extends service(module, "ProbeService", ["upper", "slow", "exit", "panic", "unknown"]) {}

export default { fetch: () => new Response("Not found", { status: 404 }) };
