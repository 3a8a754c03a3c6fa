// The peer in JavaScript: the two routes that are measured, behind the duties of our router's
// middleware. bench/README.md says what it answers.
import { Hono } from "hono";
import { requestId } from "hono/request-id";
import details from "../bodies/details.json";
import names from "../bodies/names.json";
import numerology from "../bodies/numerology.json";

const app = new Hono();

app.use(requestId({ limitLength: 0 })); // made here for each request, never the client's

app.use(async (c, next) => {
  const start = Date.now();
  await next();
  c.header("X-Response-Time", `${Date.now() - start}ms`);
});

// Written out, because Hono's own cors() touches the response before there is one and is slower.
app.use(async (c, next) => {
  c.header("Access-Control-Allow-Origin", "*");
  c.header("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE, OPTIONS");
  c.header("Access-Control-Allow-Headers", "Content-Type, Authorization, X-Requested-With, X-API-Key, Prefer");
  c.header(
    "Access-Control-Expose-Headers",
    "X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, Retry-After, X-Request-ID, X-Response-Time",
  );
  if (c.req.method === "OPTIONS") {
    c.header("Access-Control-Max-Age", "86400");
    return c.body(null, 200);
  }
  await next();
});

app.use(async (c, next) => {
  c.header("X-Content-Type-Options", "nosniff");
  await next();
});

// Fixed windows in memory, by address.
const windows = new Map();

app.use(async (c, next) => {
  const limit = Number(c.env.RATE_LIMIT_MAX);
  const length = Number(c.env.RATE_LIMIT_WINDOW);
  const address = c.req.header("CF-Connecting-IP") ?? "unknown";
  const now = Date.now();
  let window = windows.get(address);
  if (window === undefined || now >= window.reset) {
    window = { used: 0, reset: (Math.floor(now / length) + 1) * length };
    windows.set(address, window);
  }
  window.used++;
  c.header("X-RateLimit-Limit", String(limit));
  c.header("X-RateLimit-Remaining", String(Math.max(0, limit - window.used)));
  c.header("X-RateLimit-Reset", new Date(window.reset).toISOString());
  if (window.used > limit) {
    c.header("Retry-After", String(Math.max(1, Math.ceil((window.reset - now) / 1000))));
    return c.json(failure(c, 429, "RATE_LIMIT_EXCEEDED", "Too many requests"), 429);
  }
  await next();
});

app.get("/engines", (c) =>
  c.json({
    success: true,
    engines: names,
    engineDetails: details,
    total: names.length,
    count: names.length,
    service: "witnessos-engines",
    swiss_ephemeris_available: false,
    requestId: c.get("requestId"),
    timestamp: new Date().toISOString(),
  }),
);

// Reads the input of a calculation and answers with as much as a calculation does. It calculates
// nothing: what it costs is JSON in and JSON out.
app.post("/engines/:name/calculate", async (c) => {
  const { input } = await c.req.json();
  if (c.req.param("name") !== "numerology" || typeof input?.full_name !== "string" || typeof input.birth_date !== "string") {
    return c.json(failure(c, 400, "VALIDATION_ERROR", "input must have full_name and birth_date"), 400);
  }
  const data = { ...numerology, full_name: input.full_name, birth_date: input.birth_date };
  return c.json({
    success: true,
    data,
    ...data,
    engine: "numerology",
    requestId: c.get("requestId"),
    timestamp: new Date().toISOString(),
  });
});

const failure = (c, status, code, message) => ({
  success: false, error: code, code, message, requestId: c.get("requestId"), timestamp: new Date().toISOString(), status,
});

app.notFound((c) => c.json(failure(c, 404, "ENDPOINT_NOT_FOUND", "API endpoint not found"), 404));
app.onError((error, c) =>
  error instanceof SyntaxError
    ? c.json(failure(c, 400, "INVALID_JSON", "The request body must be a JSON object"), 400)
    : c.json(failure(c, 500, "INTERNAL_ERROR", "An unexpected error occurred"), 500),
);

export default app;
