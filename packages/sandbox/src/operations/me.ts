import type { Fields } from "../schema/fields.js";
import type { Answer } from "./call.js";

const path = "/me";

// What a person is answered with, who is another object with every change.
const told = new WeakMap<Fields, unknown>();

const read: Answer = ({ account, operation }) => {
  const person = account.written.get(path) ?? account.person;
  if (!told.has(person)) told.set(person, operation.response.echoing(person));
  return told.get(person);
};

/** Takes the fields that may be written; what else a body carries was read before, and is ignored. */
const write: Answer = ({ account, operation, body }) => {
  const sent = Object.entries(body as Record<string, unknown>).filter(([name]) => operation.writable.includes(name));
  account.written.set(path, { ...(account.written.get(path) ?? account.person), ...Object.fromEntries(sent) });
};

export const meOperations: Readonly<Record<string, Answer>> = {
  "GET /me": read,
  "PUT /me": write,
};
