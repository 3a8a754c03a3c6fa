// Passes a calculation on over RPC and puts its bytes into a reply, as our router does: the data, and its
// members once more. It has no middleware, and nothing is read or written as JSON.
import details from "../bodies/details.json";
import names from "../bodies/names.json";

const encode = (text) => new TextEncoder().encode(text);

const list = encode(JSON.stringify({
  success: true,
  engines: names,
  engineDetails: details,
  total: names.length,
  count: names.length,
  service: "witnessos-engines",
  swiss_ephemeris_available: false,
  requestId: "00000000-0000-4000-8000-000000000000",
  timestamp: "2000-01-01T00:00:00.000Z",
}));
const head = encode('{"success":true,"data":');

const reply = (body) => new Response(body, { headers: { "Content-Type": "application/json" } });

export default {
  async fetch(request, env) {
    if (request.method === "GET") return reply(list);
    const data = await env.ENGINE.calculate(new Uint8Array(await request.arrayBuffer()));
    const body = new Uint8Array(head.length + 2 * data.length);
    body.set(head);
    body.set(data, head.length);
    body.set(data, head.length + data.length);
    body[head.length + data.length] = 0x2c; // a comma: the members go on behind it
    return reply(body);
  },
};
