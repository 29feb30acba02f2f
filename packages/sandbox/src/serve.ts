import { setTimeout as wait } from "node:timers/promises";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { OvhConfigError } from "@ovh-typed/core";
import type { App } from "./app.js";
import { tokenPaths } from "./auth/oauth2.js";
import type { FaultRule } from "./faults/fault.js";
import type { Faults } from "./faults/faults.js";
import { instead, isApplied, spoil, type Way } from "./faults/strike.js";
import { dated } from "./http/dated.js";
import { json } from "./http/json.js";
import { readBody } from "./http/read-body.js";
import type { Received } from "./http/received.js";
import type { RequestLog } from "./http/request-log.js";
import { isApi } from "./http/target.js";
import { classRefusal } from "./refusal.js";

/** What is served, and what goes wrong with it. */
export interface Site {
  readonly app: App;
  readonly faults: Faults;
  readonly requests: RequestLog;
  readonly now: () => number;
}

/** What faults may strike: the API, and where tokens come from; not the sandbox's own pages. */
const canStrike = (target: string): boolean => isApi(target) || tokenPaths.includes(target.split("?")[0] ?? "");

/** Answers a request, unless a fault is in the way. */
export async function serve(site: Site, request: Request, received: Received, way: Way): Promise<Response> {
  const { method, target, header } = received;
  let fault: FaultRule | undefined;
  try {
    if (canStrike(target)) fault = await site.faults.take(method, target, header("x-sandbox-fault"));
  } catch (error) {
    if (!OvhConfigError.is(error)) throw error;
    return dated(json(400, classRefusal(400, error.message).body), site.now());
  }
  const now = site.now() + (fault?.kind === "clock" ? fault.seconds * 1000 : 0);
  if (fault?.kind === "latency") await wait(fault.ms);
  const carryOut = (): Promise<Response> => site.app.fetch(request, { received, now: () => now, fault });
  if (fault === undefined || fault.kind === "latency" || fault.kind === "clock") return carryOut();
  const other = instead(fault);
  const answer = isApplied(fault, other) ? await carryOut() : undefined;
  if (answer === undefined) {
    const body = await readBody(received).catch(() => new Uint8Array());
    site.requests.add({ method, target, body, status: other?.status ?? 0, fault });
  }
  const struck = other ?? (await spoil(fault, answer, way));
  return struck === RESPONSE_ALREADY_SENT ? struck : dated(struck, now);
}
