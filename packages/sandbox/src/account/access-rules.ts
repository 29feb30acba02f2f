/** One right of a consumer key; `*` stands for any text, slashes included, anywhere in the path. */
export interface AccessRule {
  readonly method: string;
  readonly path: string;
}

/**
 * Whether a rule's path covers a path: `/domain/zone/*` covers `/domain/zone/example.com/record` and not
 * `/domain/zone`. The parts between the stars are looked for from left to right, which needs no backtracking.
 */
export function pathCovers(rulePath: string, path: string): boolean {
  const [first = "", ...rest] = rulePath.split("*");
  const last = rest.pop();
  if (last === undefined) return rulePath === path;
  if (!path.startsWith(first)) return false;
  let position = first.length;
  for (const part of rest) {
    const found = path.indexOf(part, position);
    if (found < 0) return false;
    position = found + part.length;
  }
  return path.length - last.length >= position && path.endsWith(last);
}

/** Whether any of the rules grants a call; the path is the one behind the version, `/v2/…` for v2. */
export function grants(rules: readonly AccessRule[], method: string, path: string): boolean {
  return rules.some((rule) => rule.method === method && pathCovers(rule.path, path));
}
