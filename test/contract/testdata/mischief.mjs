// An AI service that answers what no service of ours should: markup, header lines, members that
// belong to the router, stack traces, and, when the question says so, no reply at all.
import service, { AIService as Real } from "../../../workers/ai/index.mjs";

const decoder = new TextDecoder();
const encoder = new TextEncoder();

export class AIService extends Real {
  async synthesizeWorkflow(bytes) {
    const question = decoder.decode(bytes);
    if (question.includes("answer-garbage")) return encoder.encode("\u0000<html>at Object.<anonymous> (/srv/secret.mjs:1:1)");
    if (question.includes("answer-error")) {
      return reply({ ok: false, error: { code: "X\r\nSet-Cookie: a=b", status: 200, message: "SELECT * FROM users; at run (secret.go:1)", retryable: false } });
    }
    const synthesis = "<script>alert(1)</script>\r\nSet-Cookie: a=b";
    const structured = { keyInsights: [synthesis], recommendations: [], themes: [], personalizedGuidance: [], integrationTips: [], confidence: 1e308 };
    const metadata = { model: synthesis, attemptedModels: [], processingTime: 1, cached: false, timestamp: "never" };
    return reply({ ok: true, result: { success: true, synthesis, structured, metadata, requestId: "forged", timestamp: "forged", error: "forged" } });
  }
}

const reply = (message) => encoder.encode(JSON.stringify({ v: 1, ...message }));

export default service;
