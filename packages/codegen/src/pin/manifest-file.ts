import { z } from "zod";
import { placeOf, SchemaError } from "../schema-error.js";
import type { PinManifest } from "./manifest.js";

const count = z.int().min(0);

const record = z.looseObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/, "a sha256 expected"),
  captured: z.string(),
  file: z.string(),
  paths: count,
  operations: count,
});

const manifest = z.looseObject({
  endpoint: z.string(),
  versions: z.record(
    z.string().regex(/^v\d+$/, "a version such as v1 expected"),
    z.looseObject({
      source: z.url(),
      captured: z.string(),
      paths: count,
      operations: count,
      apis: z.record(z.string().regex(/^(\/[\w-]+)+$/, "an API path such as /dedicated/server expected"), record),
    }),
  ),
});

/**
 * Reads the text of a `pin.json`.
 *
 * @throws {SchemaError} With the file and the place when it is not one.
 */
export function parseManifest(content: string, file: string): PinManifest {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (cause) {
    throw new SchemaError(file, "", `not JSON (${(cause as Error).message})`, { cause });
  }
  const result = manifest.safeParse(value);
  if (result.success) return value as PinManifest;
  const issue = result.error.issues[0]!;
  throw new SchemaError(file, placeOf(issue.path), issue.message);
}
