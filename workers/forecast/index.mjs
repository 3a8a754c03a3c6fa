import module from "../../build/forecast.wasm";
import { service } from "../../internal/edge/shell.mjs";

export class ForecastService extends service(module, "ForecastService", ["healthCheck"]) {}

export default { fetch: () => new Response("Not found", { status: 404 }) };
