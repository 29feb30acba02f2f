import { OvhConfigError } from "@ovh-typed/core";
import { Hono } from "hono";
import { json } from "../http/json.js";
import { readBody } from "../http/read-body.js";
import type { Bindings } from "../http/received.js";
import type { RequestLog } from "../http/request-log.js";
import { classRefusal } from "../refusal.js";
import type { Faults } from "./faults.js";

/** Where programs in any language control a sandbox: faults to come, and the ledger of writes. */
export function faultRoutes(faults: Faults, requests: RequestLog): Hono<Bindings> {
  const routes = new Hono<Bindings>();
  routes.get("/faults", () => json(200, faults.rules));
  routes.post("/faults", async (context) => {
    const text = new TextDecoder().decode(await readBody(context.env.received));
    try {
      await faults.add(JSON.parse(text));
    } catch (error) {
      if (OvhConfigError.is(error) || error instanceof SyntaxError) throw classRefusal(400, error.message);
      throw error;
    }
    return json(200, faults.rules);
  });
  routes.delete("/faults", () => {
    faults.clear();
    return json(200, []);
  });
  routes.get("/ledger", () => json(200, requests.ledger));
  return routes;
}
