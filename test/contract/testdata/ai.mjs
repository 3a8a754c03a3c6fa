// The AI service as it is, which also writes down its calls ("ai-call <method> <tag>…") and is slow
// when a request says so ("ponder-3000": 3 s).
import service, { AIService as Real } from "../../../workers/ai/index.mjs";

const decoder = new TextDecoder();

export class AIService extends Real {
  async synthesizeWorkflow(bytes) {
    const text = decoder.decode(bytes);
    const tags = [...new Set(text.match(/tag-[a-z0-9-]+/g) ?? [])];
    console.log(`ai-call synthesizeWorkflow ${tags.join(" ")};`);
    const hold = /ponder-(\d+)/.exec(text);
    if (hold) await scheduler.wait(Number(hold[1]));
    return super.synthesizeWorkflow(bytes);
  }
}

export default service;
