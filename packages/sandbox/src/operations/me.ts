import type { Answer } from "./call.js";

const path = "/me";

const read: Answer = ({ account, operation }) =>
  operation.response.echoing({ ...account.person, ...account.written.get(path) });

/** Takes the fields that may be written; what else a body carries was read before, and is ignored. */
const write: Answer = ({ account, operation, body }) => {
  const sent = Object.entries(body as Record<string, unknown>).filter(([name]) => operation.writable.includes(name));
  account.written.set(path, { ...account.written.get(path), ...Object.fromEntries(sent) });
};

export const meOperations: Readonly<Record<string, Answer>> = {
  "GET /me": read,
  "PUT /me": write,
};
