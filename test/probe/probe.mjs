import module from "../../build/probe.wasm";
import { object, worker, workflow } from "../../internal/edge/shell.mjs";

export class ProbeObject extends object(module, "ProbeObject") {}
export class ProbeWorkflow extends workflow(module, "ProbeWorkflow") {}

export default worker(module);
