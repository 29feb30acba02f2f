import { type HttpMethod, methods as allMethods } from "../http-method.js";
import type { AccessRule } from "./access-rule.js";

/** Rules for several methods on one path. */
function rulesOn<P extends string>(methods: readonly HttpMethod[], path: P): readonly AccessRule<P>[] {
  return methods.map((method) => ({ method, path }));
}

const reading: readonly HttpMethod[] = ["GET"];
const writing: readonly HttpMethod[] = allMethods;
const safeWriting: readonly HttpMethod[] = ["GET", "POST", "PUT"];

/** Presets of methods: read only, read and write, read and write without deleting. */
export const methodsOf: Readonly<Record<"readOnly" | "readWrite" | "readWriteSafe", readonly HttpMethod[]>> = {
  readOnly: reading,
  readWrite: writing,
  readWriteSafe: safeWriting,
};

/** The right to read everything. */
export const readOnly: readonly AccessRule<"/*">[] = rulesOn(reading, "/*");

/** The right to do everything. */
export const readWrite: readonly AccessRule<"/*">[] = rulesOn(writing, "/*");

/** The right to do everything but delete. */
export const readWriteSafe: readonly AccessRule<"/*">[] = rulesOn(safeWriting, "/*");

/** A path and all below it; rules match literally, so that these are two. */
export type Recursive<P extends string> = P extends "/" ? "/*" : P | `${P}/*`;

/**
 * The rights on a path and all below it: `/sms` and `/sms/*`; for `/`, `/*` alone.
 *
 * @param methods A preset's name, or methods; `"readWrite"` when left out.
 *
 * @example
 * recursive("/sms", "readOnly"); // GET /sms, GET /sms/*
 */
export function recursive<P extends string>(
  path: P,
  methods: keyof typeof methodsOf | readonly HttpMethod[] = "readWrite",
): readonly AccessRule<Recursive<P>>[] {
  const named = typeof methods === "string" ? methodsOf[methods] : methods;
  const paths = (path === "/" ? ["/*"] : [path, `${path}/*`]) as Recursive<P>[];
  return paths.flatMap((one) => rulesOn(named, one));
}
