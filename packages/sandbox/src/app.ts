import { Hono } from "hono";
import { answerRequest } from "./api.js";
import { tokenPaths } from "./auth/oauth2.js";
import type { ApiParts } from "./carry-out.js";
import { consentRoutes } from "./consent/routes.js";
import type { Faults } from "./faults/faults.js";
import { faultRoutes } from "./faults/routes.js";
import { dated, datedHeaders } from "./http/dated.js";
import { json } from "./http/json.js";
import { readBody } from "./http/read-body.js";
import type { Bindings } from "./http/received.js";
import { isApi } from "./http/target.js";
import { checkNames } from "./http/trusted-names.js";
import { asRefusal, unknownUrl } from "./refusal.js";

/** Answers requests to a site. */
export interface App {
  fetch(request: Request, bindings: Bindings["Bindings"]): Promise<Response>;
}

/** The whole site: the pages for people, and everything else the API. */
export function createApp(parts: ApiParts, faults: Faults): App {
  const answer: ApiRoute = async ({ received, now, fault }) => {
    const { status, body, headers } = await answerRequest(Object.assign({}, parts, { now }), received, fault);
    return json(status, body, { ...headers, ...datedHeaders(now()) });
  };
  const pages = createPages(parts, faults, answer);
  return {
    async fetch(request, bindings) {
      const { received, now } = bindings;
      try {
        // What this process sends itself comes from no page.
        if (received.origin === undefined) checkNames(received, parts.publicOrigin);
        // Most of what is asked for, without a router's work.
        return isApi(received.target) ? await answer(bindings) : dated(await pages.fetch(request, bindings), now());
      } catch (error) {
        return dated(refused(error), now());
      }
    },
  };
}

type ApiRoute = (bindings: Bindings["Bindings"]) => Promise<Response>;

function createPages(parts: ApiParts, faults: Faults, answer: ApiRoute): Hono<Bindings> {
  const app = new Hono<Bindings>();
  app.route("/", consentRoutes(parts));
  app.route("/sandbox", faultRoutes(faults, parts.requests));
  app.on("POST", tokenPaths, async (context) => {
    const { tokens } = parts;
    if (tokens === undefined) throw unknownUrl();
    const form = new URLSearchParams(new TextDecoder().decode(await readBody(context.env.received)));
    const { status, body } = tokens.grant(form, context.req.header("authorization"), context.env.now());
    return json(status, body, status === 401 ? { "www-authenticate": 'Basic realm="OAuth2"' } : {});
  });
  app.all("*", ({ env }) => answer(env));
  app.onError(refused);
  return app;
}

function refused(error: unknown): Response {
  const { status, body } = asRefusal(error);
  return json(status, body);
}
