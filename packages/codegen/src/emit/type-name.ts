import type { View } from "../openapi/views.js";

/**
 * The TypeScript name of a model. It follows from the model's name alone, so that a new model never renames another,
 * and no two models share one:
 *
 * - a word and a capitalised name are joined: `nichandle.Nichandle` → `NichandleNichandle`;
 * - every other name keeps its parts, set apart by `_`: `domain.zone.Record` → `Domain_zone_Record`,
 *   `dedicatedCloud.Host` → `DedicatedCloud_Host`; a name of one part ends in `_`;
 * - type arguments follow `$$`: `complexType.UnitAndValue<long>` → `ComplexType_UnitAndValue$$long`, and what else they
 *   are made of is said in words: `common.Task<map[a.Key]any>` → `Common_Task$$map$of$a_Key$to$any`.
 *
 * What may be sent of a model, where that differs from what is read, is called `NichandleNichandle$Input`; what may be
 * sent where it was read before, and differs from both, `NichandleNichandle$Update`.
 */
export function typeName(model: string, view: View = "read"): string {
  const name = /^[a-z][a-z0-9]*\.[A-Z][A-Za-z0-9]*$/.test(model) ? joined(model) : apart(model);
  return `${name}${suffixes[view]}`;
}

const suffixes: Readonly<Record<View, string>> = { read: "", write: "$Input", update: "$Update" };

/** What is no letter, digit or dot in a model's name, in words that no two of them begin alike. */
const marks: Readonly<Record<string, string>> = {
  _: "$_",
  "<": "$$",
  ">": "$end",
  ",": "$and$",
  "[": "$of$",
  "]": "$to$",
};

/** Names that generated modules declare or import. */
const taken: ReadonlySet<string> = new Set([
  "GetOperations",
  "PostOperations",
  "PutOperations",
  "DeleteOperations",
  "ListItems",
  "Waitable",
  "OvhClient",
  "OperationKey",
  "ResponseOf",
  "ItemOf",
  "BodyOf",
  "ParamsOf",
]);

function joined(model: string): string {
  const name = capitalised(model).replace(".", "");
  return taken.has(name) ? `${name}__` : name;
}

function apart(model: string): string {
  const name = model
    .replace(/>$/, "")
    .replace(/[^A-Za-z0-9.]/g, (mark) => marks[mark] ?? `$0${mark.codePointAt(0)!.toString(16)}$`)
    .replaceAll(".", "_");
  const whole = model.includes(".") ? name : `${name}_`;
  return /^[a-z]/.test(whole) ? capitalised(whole) : `_${whole}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
