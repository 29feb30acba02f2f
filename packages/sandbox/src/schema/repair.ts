import type { ErrorObject, ValidateFunction } from "./validator.js";

type Container = Record<string, unknown>;

const unescape = (token: string): string => token.replaceAll("~1", "/").replaceAll("~0", "~");

/** The place that an error is about; a wrong property name is about the property. */
function placeOf(error: ErrorObject): string[] {
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

/** Takes away the innermost part whose absence leaves fewer errors than there were; null where it may not be absent. */
function improve(root: { value: unknown }, place: readonly string[], fits: ValidateFunction, before: number): boolean {
  for (let length = place.length; length > 0; length -= 1) {
    const key = place[length - 1] ?? "";
    for (const edit of [remove, (container: Container, name: string) => void (container[name] = null)]) {
      const draft: unknown = structuredClone(root.value);
      const container = containerAt(draft, place.slice(0, length - 1));
      if (container) edit(container, key);
      if (container && errorCount(draft, fits) < before) {
        root.value = draft;
        return true;
      }
    }
  }
  return false;
}

/**
 * Cuts what does not fit out of a sampled value: a model that contains itself is sampled as `{}` at its second
 * appearance, a map over an enum gets keys that are none of its members.
 *
 * @throws Error when what is left still does not fit
 */
export function repair(sampled: unknown, fits: ValidateFunction): unknown {
  const root = { value: sampled };
  for (let left = errorCount(root.value, fits); left > 0; left = errorCount(root.value, fits)) {
    const places = (fits.errors ?? []).map(placeOf).sort((a, b) => b.length - a.length);
    const reason = fits.errors?.[0];
    if (!places.some((place) => improve(root, place, fits, left))) {
      throw new Error(`No sample fits the schema: ${reason?.instancePath || "the value"} ${reason?.message ?? ""}`);
    }
  }
  return root.value;
}
