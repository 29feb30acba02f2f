import { newQueryId } from "./query-id.js";

/** What every answer has: the clock that signatures are checked by, which a client holds the time against. */
export function datedHeaders(now: number): Readonly<Record<"x-ovh-queryid" | "date", string>> {
  return { "x-ovh-queryid": newQueryId(), date: new Date(now).toUTCString() };
}

/** An answer with {@link datedHeaders}, which are cheaper where they are given to it at once. */
export function dated(answer: Response, now: number): Response {
  for (const [name, value] of Object.entries(datedHeaders(now))) answer.headers.set(name, value);
  return answer;
}
