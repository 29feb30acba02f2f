type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);

/** The alternative that opens an enum: its type, and nothing more. */
const opens = (choice: unknown, types: ReadonlySet<unknown>): boolean =>
  isNode(choice) && Object.keys(choice).length === 1 && types.has(choice["type"]);

function withoutOpening(choices: readonly unknown[]): readonly unknown[] {
  const types = new Set(choices.filter(isNode).flatMap((choice) => ("enum" in choice ? [choice["type"]] : [])));
  return choices.filter((choice) => !opens(choice, types));
}

/**
 * A copy of a document in which every enum is closed. Published types leave the enums of answers open, since OVH may add
 * a member; what OVH is sent, it refuses when it is none of the members it knows.
 */
export function closeEnums<T>(value: T): T;
export function closeEnums(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => closeEnums<unknown>(item));
  if (!isNode(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => {
      const kept = key === "anyOf" && Array.isArray(child) ? withoutOpening(child) : child;
      return [key, closeEnums(kept)];
    }),
  );
}
