import { type Fields, isFields } from "../schema/fields.js";
import { matchesWildcard } from "../wildcard.js";

/** What a client asks IAM for. */
export interface IamRequest {
  /** The URN of who asks: `urn:v1:eu:identity:credential:la12345-ovh/oauth2-EU.…`. */
  readonly identity: string;
  /** What an operation takes: `vps:apiovh:get`; where it ends in `?`, it can do without. */
  readonly actions: readonly string[];
  /** The id of what it is done to; undefined for a list, and for what is yet to be made. */
  readonly resource: string | undefined;
  /** Whom everything belongs to. */
  readonly account: string;
  readonly remoteAddress: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What the account has said of rights, in the words of v2's `/iam`. */
export interface IamRules {
  readonly policies: readonly Fields[];
  readonly permissionsGroups: readonly Fields[];
  readonly resourceGroups: readonly Fields[];
}

/** The actions that no policy allows; the facts are of OVH's documentation of IAM policies. */
export function unauthorizedActions(request: IamRequest, rules: IamRules): readonly string[] {
  const policies = rules.policies.filter((policy) => concerns(policy, request));
  return request.actions.filter((action) => {
    if (action.endsWith("?")) return false;
    const permissions = policies
      .filter((policy) => coversResource(policy, action, request, rules))
      .flatMap((policy) => permissionsOf(policy, rules));
    return !permissions.some(({ allows }) => allows(action)) || permissions.some(({ denies }) => denies(action));
  });
}

const textsOf = (list: unknown, name: string): string[] =>
  [list].flat().flatMap((entry) => (isFields(entry) && typeof entry[name] === "string" ? [entry[name]] : []));

function concerns(
  { identities, expiredAt, conditions }: Fields,
  { identity, now, remoteAddress }: IamRequest,
): boolean {
  const isExpired = typeof expiredAt === "string" && Date.parse(expiredAt) <= now;
  return (
    !isExpired &&
    holds(conditions, remoteAddress) &&
    [identities].flat().some((one) => matchesWildcard(String(one), identity))
  );
}

/** Whether a condition holds. Of what a condition may ask for, the caller's address is known here; nothing else matches. */
function holds(condition: unknown, remoteAddress: string): boolean {
  if (!isFields(condition)) return true;
  const { operator, conditions, values } = condition;
  const parts = [conditions ?? []].flat();
  if (operator === "AND") return parts.every((part) => holds(part, remoteAddress));
  if (operator === "OR") return parts.some((part) => holds(part, remoteAddress));
  if (operator === "NOT") return !parts.some((part) => holds(part, remoteAddress));
  const wanted = Object.entries(isFields(values) ? values : {});
  return wanted.every(([name, value]) => name === "request.IP" && value === remoteAddress);
}

function coversResource({ resources }: Fields, action: string, request: IamRequest, rules: IamRules): boolean {
  const [type = ""] = action.split(":");
  const id = type === "account" ? request.account : request.resource;
  const region = request.identity.split(":")[2] ?? "";
  const prefix = `urn:v1:${region}:resource:${type}:`;
  const urns = textsOf(resources, "urn").flatMap((urn) => {
    const group = rules.resourceGroups.find(
      (one) => one["urn"] === urn || urn.endsWith(`:resourceGroup:${String(one["id"])}`),
    );
    return group ? textsOf(group["resources"], "urn") : [urn];
  });
  // A list is there for who may see anything of it.
  return urns.some((urn) =>
    id === undefined ? urn.startsWith(prefix) || matchesWildcard(urn, prefix) : matchesWildcard(urn, prefix + id),
  );
}

interface Permissions {
  readonly allows: (action: string) => boolean;
  readonly denies: (action: string) => boolean;
}

/** What a policy says itself, and what its groups say. */
function permissionsOf({ permissions, permissionsGroups }: Fields, rules: IamRules): Permissions[] {
  const urns = textsOf(permissionsGroups, "urn");
  const groups = rules.permissionsGroups.filter(({ urn }) => urns.includes(String(urn)));
  return [permissions, ...groups.map((group) => group["permissions"])].filter(isFields).map((said) => {
    const names = (list: string, action: string): boolean =>
      textsOf(said[list], "action").some((pattern) => matchesWildcard(pattern, action));
    return {
      allows: (action) => names("allow", action) && !names("except", action),
      denies: (action) => names("deny", action),
    };
  });
}
