import { byCodeUnit } from "../compare.js";
import type { View } from "./views.js";

const suffixes: Readonly<Record<View, string>> = { read: "", write: ".Input", update: ".Update" };

/**
 * The key that a model in a view should have in `components.schemas`, where OpenAPI allows letters, digits, `.`, `_` and
 * `-` alone: `complexType.UnitAndValue<long>` → `complexType.UnitAndValue-of-long`.
 */
export function componentKey(model: string, view: View): string {
  const key = model
    .replace(/>$/, "")
    .replace(
      /[^A-Za-z0-9._]/g,
      (character) => replacements[character] ?? `-u${character.codePointAt(0)!.toString(16)}-`,
    );
  return `${key}${suffixes[view]}`;
}

/** What a component is, whatever its key: no model's name holds a space. */
export function identityOf(model: string, view: View): string {
  return `${model} ${view}`;
}

/**
 * Names that stay apart in camel case too, letters' case aside, which is how generators write them: the first has the
 * name it asks for, one that would meet it has a number behind (`hosting.web.cron-2`).
 *
 * @param wanted What is named, and the name it asks for, those first that should keep theirs.
 */
export function distinctNames(wanted: Iterable<readonly [named: string, name: string]>): Map<string, string> {
  const taken = new Set<string>();
  const names = new Map<string, string>();
  for (const [named, name] of wanted) {
    let distinct = name;
    for (let number = 2; taken.has(inCamelCase(distinct)); number++) distinct = `${name}-${number}`;
    taken.add(inCamelCase(distinct));
    names.set(named, distinct);
  }
  return names;
}

/**
 * Operation ids that stay apart in camel case too.
 *
 * @param wanted The keys of operations, and the ids that they ask for.
 */
export function distinctOperationIds(wanted: readonly (readonly [key: string, id: string])[]): Map<string, string> {
  return distinctNames(wanted.toSorted(([, one], [, other]) => one.length - other.length || byCodeUnit(one, other)));
}

function inCamelCase(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, "").toLowerCase();
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
