import { randomUUID } from "node:crypto";

/** A value for `X-Ovh-Queryid`, in the form of OVH's (`EU.ext-3.65e35d7b.2743956.409faf…`), prefixed for what it is. */
export function newQueryId(): string {
  const time = Math.floor(Date.now() / 1000).toString(16);
  // Of what is random Node keeps some ready for these alone.
  return `SANDBOX.ext-1.${time}.${process.pid}.${randomUUID().replaceAll("-", "")}`;
}
