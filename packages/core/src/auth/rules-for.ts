import type { IamTables } from "../client-options.js";
import { OvhConfigError } from "../errors/config-error.js";
import { type HttpMethod, methods } from "../http-method.js";
import type { AccessRule } from "./access-rule.js";
import type { AuthContext, LeastRights } from "./auth.js";

/**
 * The smallest access rules for some operations, and, where their IAM actions are given, the smallest policy.
 *
 * @param operations `"GET /me"` each.
 * @param iam The region's IAM actions, from `@ovh-typed/<endpoint>/iam`.
 * @throws {TypeError} For what is no operation.
 */
export async function rulesFor(operations: readonly string[]): Promise<Pick<LeastRights, "accessRules">>;
export async function rulesFor(operations: readonly string[], iam: IamTables): Promise<LeastRights>;
export async function rulesFor(
  operations: readonly string[],
  iam?: IamTables,
): Promise<LeastRights | Pick<LeastRights, "accessRules">> {
  const asked = [...new Set(operations)].map(readOperation);
  const accessRules = accessRulesOf(asked);
  if (iam === undefined) return { accessRules };
  const actions = new Set<string>();
  const withoutAction: string[] = [];
  for (const { method, path } of asked) {
    const operation = `${method} ${path}`;
    // One that ends in a question mark is asked for by a part of what the operation can do, and not needed for the rest.
    const needed = ((await actionsOf(iam, operation, path)) ?? []).filter((action) => !action.endsWith("?"));
    if (needed.length === 0) withoutAction.push(operation);
    for (const action of needed) actions.add(action);
  }
  const allow = [...actions].sort().map((action) => ({ action }));
  return { accessRules, policy: { permissions: { allow } }, withoutAction };
}

/**
 * The same for a client.
 *
 * @throws {OvhConfigError} When the actions are another endpoint's.
 */
export async function rulesForClient(
  { endpoint }: AuthContext,
  operations: readonly string[],
  iam: IamTables | undefined,
): Promise<LeastRights> {
  if (iam !== undefined && iam.endpoint !== endpoint.name) {
    throw new OvhConfigError(
      `The client is one of ${endpoint.name}, the IAM actions are those of ${iam.endpoint}: ` +
        `import them from "@ovh-typed/${endpoint.name}/iam".`,
    );
  }
  // Without actions there are fewer fields, as the type of `auth.rulesFor` says.
  return (iam === undefined ? rulesFor(operations) : rulesFor(operations, iam)) as Promise<LeastRights>;
}

interface AskedOperation {
  readonly method: HttpMethod;
  readonly path: string;
}

function accessRulesOf(asked: readonly AskedOperation[]): AccessRule[] {
  const rules = new Set(asked.map(({ method, path }) => `${method} ${path.replace(/\{[^{}]*\}/g, "*")}`));
  return [...rules].sort().map(readOperation);
}

function readOperation(operation: string): AskedOperation {
  const [, word, path] = /^(\w+) (\/\S*)$/.exec(operation) ?? [];
  const method = methods.find((known) => known === word);
  if (method !== undefined && path !== undefined) return { method, path };
  throw new TypeError(`An operation is a method and a path, such as "GET /me"; found ${JSON.stringify(operation)}.`);
}

// An API's path is the beginning of its operations' paths: the longest that there is a table for is the one.
async function actionsOf(iam: IamTables, operation: string, path: string): Promise<readonly string[] | undefined> {
  const segments = path.split("/");
  for (let length = segments.length; length > 1; length--) {
    const found = (await iam.actions(segments.slice(0, length).join("/")))?.[operation];
    if (found !== undefined) return found;
  }
  return undefined;
}
