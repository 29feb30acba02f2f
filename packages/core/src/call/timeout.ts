import { OvhConfigError } from "../errors/config-error.js";

/** Checks a time limit: milliseconds above 0, or `Infinity` for none. */
export function readTimeout(timeout: number): number {
  if (typeof timeout === "number" && timeout > 0) return timeout;
  throw new OvhConfigError("timeout is not milliseconds above 0.");
}
