import type { IamActions } from "../client-options.js";
import { type HttpMethod, methods } from "../operations.js";
import type { LeastRights } from "./auth.js";

/**
 * The smallest access rules and IAM policy for some operations.
 *
 * @param operations `"GET /me"` each.
 * @param iam The region's table of IAM actions; without it no operation has any.
 * @throws {TypeError} For what is no operation.
 */
export async function rulesFor(operations: readonly string[], iam?: IamActions): Promise<LeastRights> {
  const asked = [...new Set(operations)].map(readOperation);
  const rules = new Set(asked.map(({ method, path }) => `${method} ${path.replace(/\{[^{}]*\}/g, "*")}`));
  const actions = new Set<string>();
  const withoutAction: string[] = [];
  for (const { method, path } of asked) {
    const operation = `${method} ${path}`;
    // One that ends in a question mark is asked for by a part of what the operation can do, and not needed for the rest.
    const needed = ((await actionsOf(iam, operation, path)) ?? []).filter((action) => !action.endsWith("?"));
    if (needed.length === 0) withoutAction.push(operation);
    for (const action of needed) actions.add(action);
  }
  return {
    accessRules: [...rules].sort().map(readOperation),
    policy: { permissions: { allow: [...actions].sort().map((action) => ({ action })) } },
    withoutAction,
  };
}

function readOperation(operation: string): { method: HttpMethod; path: string } {
  const [, word, path] = /^(\w+) (\/\S*)$/.exec(operation) ?? [];
  const method = methods.find((known) => known === word);
  if (method !== undefined && path !== undefined) return { method, path };
  throw new TypeError(`An operation is a method and a path, such as "GET /me"; found ${JSON.stringify(operation)}.`);
}

// An API's path is the beginning of its operations' paths: the longest that there is a table for is the one.
async function actionsOf(
  iam: IamActions | undefined,
  operation: string,
  path: string,
): Promise<readonly string[] | undefined> {
  const segments = path.split("/");
  for (let length = segments.length; length > 1; length--) {
    const found = (await iam?.(segments.slice(0, length).join("/")))?.[operation];
    if (found !== undefined) return found;
  }
  return undefined;
}
