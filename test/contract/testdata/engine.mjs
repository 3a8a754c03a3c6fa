// The engine service as it is, which also writes down its calls ("engine-call <method> <tag>…;"), so
// that tests can count them, and is slow when a request says so ("hold-300": 300 ms).
import service, { EngineService as Real } from "../../../workers/engine/index.mjs";

const decoder = new TextDecoder();

function spy(name, real) {
  return async function (bytes) {
    const text = decoder.decode(bytes);
    const tags = [...new Set(text.match(/tag-[a-z0-9-]+/g) ?? [])];
    console.log(`engine-call ${name} ${tags.join(" ")};`);
    const hold = /hold-(\d+)/.exec(text);
    if (hold && name !== "validateEngine") await scheduler.wait(Number(hold[1]));
    return real.call(this, bytes);
  };
}

export class EngineService extends Real {}
for (const [name, real] of Object.entries(Object.getPrototypeOf(Real.prototype))) {
  EngineService.prototype[name] = spy(name, real);
}

export default service;
