import { matchesWildcard } from "../wildcard.js";

/**
 * One right of a consumer key; `*` stands for any text, slashes included, anywhere in the path: `/domain/zone/*` covers
 * `/domain/zone/example.com/record` and not `/domain/zone`.
 */
export interface AccessRule {
  readonly method: string;
  readonly path: string;
}

/** Whether any of the rules grants a call; the path is the one behind the version, `/v2/…` for v2. */
export function grants(rules: readonly AccessRule[], method: string, path: string): boolean {
  return rules.some((rule) => rule.method === method && matchesWildcard(rule.path, path));
}
