import module from "../../build/router.wasm";
import { object, worker, workflow } from "../../internal/edge/shell.mjs";

export class EngineCoordinator extends object(module, "EngineCoordinator") {}
export class RateLimiter extends object(module, "RateLimiter") {}

export class ConsciousnessWorkflow extends workflow(module, "ConsciousnessWorkflow") {}

export default worker(module);
