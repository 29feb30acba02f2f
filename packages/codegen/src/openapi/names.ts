/**
 * The key of a model in `components.schemas`, where OpenAPI allows letters, digits, `.`, `_` and `-` alone:
 * `complexType.UnitAndValue<long>` → `complexType.UnitAndValue-of-long`. No name of OVH's has a hyphen, so that no
 * two models share a key.
 */
export function componentKey(model: string): string {
  return model
    .replace(/>$/, "")
    .replace(
      /[^A-Za-z0-9._]/g,
      (character) => replacements[character] ?? `-u${character.codePointAt(0)!.toString(16)}-`,
    );
}

const replacements: Readonly<Record<string, string>> = {
  "<": "-of-",
  ">": "-end",
  ",": "-and-",
  "[": "-key-",
  "]": "-to-",
};

/**
 * `get_me_bill_by_billId` for `GET /me/bill/{billId}`. No two operations share one: a segment holds no `_` (it becomes
 * `-u`, a hyphen `-d`), and a segment that is called `by` becomes `-by`.
 */
export function operationId(method: string, path: string): string {
  const segments = path
    .slice(1)
    .split("/")
    .map((segment) => {
      const escaped = segment.replace(/[{}]/g, "").replaceAll("-", "-d").replaceAll("_", "-u");
      if (segment.startsWith("{")) return `by_${escaped}`;
      return escaped === "by" ? "-by" : escaped;
    });
  return [method.toLowerCase(), ...segments].join("_");
}
