import type { HttpBindings } from "@hono/node-server";

/** What a route sees beside the web request: Node's own, with the exact request target and bytes. */
export interface Bindings {
  Bindings: HttpBindings;
}
