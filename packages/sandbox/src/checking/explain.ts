import { notDescribed } from "../refusal.js";
import type { ErrorObject } from "./validator.js";

const allowed = (error: ErrorObject): string => {
  const values: unknown = error.params["allowedValues"];
  return Array.isArray(values) ? `: ${values.join(", ")}` : "";
};

/**
 * An error of ajv as OVH's caller would want to read it, with the parameter's name in front.
 *
 * @param error About a value whose first pointer token says where it was (`path`, `query`, `header`, `body`).
 */
export function explain(error: ErrorObject): string {
  const [, where = "body", ...names] = error.instancePath.split("/");
  const missing: unknown = error.params["missingProperty"];
  const strange: unknown = error.params["additionalProperty"];
  if (error.keyword === "required" && typeof missing === "string") {
    return `Missing parameter: ${[...names, missing].join(".")} (${where})`;
  }
  if (error.keyword === "additionalProperties" && typeof strange === "string") {
    return notDescribed([[...names, strange].join(".")]).message;
  }
  return `Invalid parameter: ${names.join(".") || where} (${where}) ${error.message ?? "is not valid"}${allowed(error)}`;
}
