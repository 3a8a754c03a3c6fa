// The router as it is, which also tells at /soak how much memory it and the engine service use.
import { report } from "./watch.mjs";
import router from "../../../workers/router/index.mjs";

export * from "../../../workers/router/index.mjs";

export default {
  ...router,
  async fetch(request, env, ctx) {
    if (new URL(request.url).pathname !== "/soak") return router.fetch(request, env, ctx);
    return Response.json({ router: report(), engine: await env.ENGINE_SERVICE.memory() });
  },
};
