// The engine, forecast and AI services as a test wants them. Every call is passed on to the test
// over HTTP, which answers with the bytes of a reply, or says in X-Do what is to happen instead.

import { WorkerEntrypoint } from "cloudflare:workers";

// Replies that are no bytes at all.
const NO_BYTES = { text: (answer) => answer.text(), nothing: () => undefined, number: () => 42, object: () => ({ v: 1, ok: true }) };

function service(name, methods) {
  const Service = class extends WorkerEntrypoint {};
  for (const method of methods) {
    Service.prototype[method] = async function (bytes) {
      const answer = await fetch(`${this.env.FAULTS_URL}/${name}/${method}`, { method: "POST", body: bytes });
      const what = answer.headers.get("X-Do");
      if (what === "throw") throw new Error(await answer.text());
      if (what === "die") this.ctx.abort(new Error(await answer.text())); // takes the connection along
      if (what === "stall") return new Promise(() => {}); // the platform sees that this never ends
      if (what in NO_BYTES) return NO_BYTES[what](answer);
      return new Uint8Array(await answer.arrayBuffer());
    };
  }
  return Service;
}

export class EngineService extends service("EngineService", [
  "calculateEngine",
  "validateEngine",
  "getEngineMetadata",
  "getQuestions",
  "listEngines",
  "batchCalculate",
  "healthCheck",
  "getTestInput",
]) {}

export class ForecastService extends service("ForecastService", ["healthCheck"]) {}

export class AIService extends service("AIService", ["synthesizeWorkflow", "generateGuidance", "healthCheck"]) {}

export default { fetch: () => new Response("Not found", { status: 404 }) };
