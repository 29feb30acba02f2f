import { classRefusal, notDescribed, type Refusal } from "../refusal.js";
import type { Problem } from "./problem.js";

/**
 * A problem as OVH's caller would want to read it.
 *
 * @param where The value came from: `path`, `query`, `header` or `body`.
 */
export function explain({ keyword, path, says }: Problem, where: string): Refusal {
  const name = path.join(".");
  if (keyword === "not described") return notDescribed([name]);
  if (keyword === "missing") return classRefusal(400, `Missing parameter: ${name} (${where})`);
  return classRefusal(400, `Invalid parameter: ${name || where} (${where}) ${says}`);
}
