import { Hono } from "hono";
import { answerRequest } from "./api.js";
import type { ApiParts } from "./carry-out.js";
import { consentRoutes } from "./consent/routes.js";
import { newQueryId } from "./http/query-id.js";
import { readBody } from "./http/read-body.js";
import type { Bindings } from "./http/received.js";
import { checkNames } from "./http/trusted-names.js";
import { asRefusal, unknownUrl } from "./refusal.js";

const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(JSON.stringify(body ?? null), {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
  });

/** Where OAuth2 tokens come from: at the released hosts, and at those of 2026. */
const tokenPaths = ["/auth/oauth2/token", "/oauth2/token"];

/** The whole site: the pages for people, and everything else the API. */
export function createApp(parts: ApiParts): Hono<Bindings> {
  const app = new Hono<Bindings>();
  app.use(async (context, next) => {
    await next();
    context.res.headers.set("x-ovh-queryid", newQueryId());
    // The clock that signatures are checked by: a client holds what it is told of the time against it.
    context.res.headers.set("date", new Date(parts.now()).toUTCString());
  });
  app.use((context, next) => {
    const { received } = context.env;
    // What this process sends itself comes from no page.
    if (received.origin === undefined) checkNames(received, parts.publicOrigin);
    return next();
  });
  app.route("/", consentRoutes(parts));
  app.on("POST", tokenPaths, async (context) => {
    const { tokens, now } = parts;
    if (tokens === undefined) throw unknownUrl();
    const form = new URLSearchParams(new TextDecoder().decode(await readBody(context.env.received)));
    const { status, body } = tokens.grant(form, context.req.header("authorization"), now());
    return json(status, body, status === 401 ? { "www-authenticate": 'Basic realm="OAuth2"' } : {});
  });
  app.all("*", async (context) => {
    const { status, body, headers } = await answerRequest(parts, context.env.received);
    return json(status, body, headers);
  });
  app.onError((error) => {
    const { status, body } = asRefusal(error);
    return json(status, body);
  });
  return app;
}
