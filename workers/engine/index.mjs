import module from "../../build/engine.wasm";
import { service } from "../../internal/edge/shell.mjs";

export class EngineService extends service(module, "EngineService", [
  "calculateEngine",
  "validateEngine",
  "getEngineMetadata",
  "getQuestions",
  "listEngines",
  "batchCalculate",
  "healthCheck",
  "getTestInput",
]) {}

export default { fetch: () => new Response("Not found", { status: 404 }) };
