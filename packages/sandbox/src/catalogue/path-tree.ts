interface Branch<T> {
  readonly fixed: Map<string, Branch<T>>;
  variable?: Branch<T>;
  leaf?: T;
}

const emptyBranch = <T>(): Branch<T> => ({ fixed: new Map() });

const isVariable = (segment: string): boolean => segment.startsWith("{") && segment.endsWith("}");

/** The segments of a path or path template: `/me/api/credential` → `["me", "api", "credential"]`. */
const segmentsOf = (path: string): string[] => path.split("/").slice(1);

/**
 * Path templates by their segments. A fixed segment wins over a variable, and where the fixed one leads nowhere the
 * variable is tried: `/cdn/dedicated/pops/{name}` lives beside `/cdn/dedicated/{serviceName}/domains`.
 */
export class PathTree<T> {
  readonly #root: Branch<T> = emptyBranch();

  /** Files a value under a template such as `/me/api/credential/{credentialId}`. */
  add(template: string, value: T): void {
    let branch = this.#root;
    for (const segment of segmentsOf(template)) {
      branch = isVariable(segment) ? (branch.variable ??= emptyBranch()) : fixedBranch(branch, segment);
    }
    branch.leaf = value;
  }

  /** The value of the template that these segments, already percent-decoded, fall under. */
  find(segments: readonly string[]): T | undefined {
    return search(this.#root, segments, 0);
  }
}

function fixedBranch<T>(branch: Branch<T>, segment: string): Branch<T> {
  const existing = branch.fixed.get(segment);
  if (existing) return existing;
  const created = emptyBranch<T>();
  branch.fixed.set(segment, created);
  return created;
}

function search<T>(branch: Branch<T>, segments: readonly string[], depth: number): T | undefined {
  const segment = segments[depth];
  if (segment === undefined) return branch.leaf;
  for (const next of [branch.fixed.get(segment), branch.variable]) {
    const found = next && search(next, segments, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The values that a template's variables take: `/me/{id}` and `["me", "7"]` → `{ id: "7" }`. */
export function pathValues(template: string, segments: readonly string[]): Record<string, string> {
  const names = segmentsOf(template);
  return Object.fromEntries(
    names.flatMap((name, position) => (isVariable(name) ? [[name.slice(1, -1), segments[position] ?? ""]] : [])),
  );
}
