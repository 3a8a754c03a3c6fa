import module from "../../build/ai.wasm";
import { service } from "../../internal/edge/shell.mjs";

export class AIService extends service(module, "AIService", ["synthesizeWorkflow", "generateGuidance", "healthCheck"]) {}

export default { fetch: () => new Response("Not found", { status: 404 }) };
