import type { ErrorObject, ValidateFunction } from "../checking/validator.js";

type Container = Record<string, unknown>;

const unescape = (token: string): string => token.replaceAll("~1", "/").replaceAll("~0", "~");

/** The place that an error is about; a wrong property name is about the property. */
function pointerOf(error: ErrorObject): string[] {
  const tokens = error.instancePath.split("/").slice(1).map(unescape);
  const name: unknown = error.params["propertyName"] ?? error.params["additionalProperty"];
  return typeof name === "string" ? [...tokens, name] : tokens;
}

const containerAt = (root: unknown, tokens: readonly string[]): Container | undefined => {
  let value: unknown = root;
  for (const token of tokens) value = (value as Container | undefined)?.[token];
  return typeof value === "object" && value !== null ? (value as Container) : undefined;
};

function remove(container: Container, key: string): void {
  if (Array.isArray(container)) container.splice(Number(key), 1);
  else delete container[key];
}

function errorCount(value: unknown, fits: ValidateFunction): number {
  return fits(value) ? 0 : (fits.errors?.length ?? 1);
}

const edits: readonly ((container: Container, key: string) => void)[] = [
  remove,
  (container, key) => {
    container[key] = null;
  },
];

/** Copies of a value in which the part at a place, or one around it, is left out or null: the innermost first. */
function drafts(value: unknown, place: readonly string[]): unknown[] {
  return place.flatMap((_, outwards) => {
    const depth = place.length - 1 - outwards;
    return edits.flatMap((edit) => {
      const draft: unknown = structuredClone(value);
      const container = containerAt(draft, place.slice(0, depth));
      if (!container) return [];
      edit(container, place[depth] ?? "");
      return [draft];
    });
  });
}

/**
 * Cuts what does not fit out of a sampled value: a model that contains itself is sampled as `{}` at its second
 * appearance, a map over an enum gets keys that are none of its members.
 *
 * @throws {Error} When what is left still does not fit.
 */
export function repair(sampled: unknown, fits: ValidateFunction): unknown {
  let value = sampled;
  for (let left = errorCount(value, fits); left > 0;) {
    const errors = fits.errors ?? [];
    const places = errors.map(pointerOf).sort((a, b) => b.length - a.length);
    const ranked = places
      .flatMap((place) => drafts(value, place))
      .map((draft) => ({ draft, errors: errorCount(draft, fits) }))
      .sort((a, b) => a.errors - b.errors);
    const [best] = ranked;
    if (!best || best.errors >= left) {
      const [error] = errors;
      throw new Error(`No sample fits the schema: ${error?.instancePath || "the value"} ${error?.message ?? ""}`);
    }
    value = best.draft;
    left = best.errors;
    fits(value);
  }
  return value;
}
