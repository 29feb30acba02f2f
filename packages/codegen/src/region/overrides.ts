import { z } from "zod";
import { typeProblem } from "../dialect/type-expression.js";
import { Models, type Overrides } from "../openapi/models.js";
import type { PinManifest } from "../pin/manifest.js";
import type { PinnedApi } from "../pin/notation.js";
import { parseJson, readIfThere } from "../read-file.js";
import { parseWith, SchemaError } from "../schema-error.js";

const override = z
  .strictObject({ nullable: z.boolean().exactOptional(), required: z.boolean().exactOptional() })
  .refine((flags) => Object.keys(flags).length > 0, "nullable or required expected");

/** By version and API (`v1/me`), then by model and property (`nichandle.Nichandle.email`). */
const overridesFile = z.record(z.string(), z.record(z.string(), override));

/** The corrections of an endpoint's pin. */
export interface PinOverrides {
  /**
   * Those of one API.
   *
   * @param key Its version and path, `v1/me`.
   * @throws {SchemaError} With the place of one that corrects no property of the API's models.
   */
  of(key: string, pin: PinnedApi): Overrides;
}

/**
 * Reads the corrections of an endpoint's pin; there are none where there is no such file.
 *
 * @throws {SchemaError} With the place of what is none, and of an API that the pin does not have.
 */
export async function readOverrides(file: string, manifest: PinManifest): Promise<PinOverrides> {
  const content = await readIfThere(file);
  const overrides = parseWith(overridesFile, content === undefined ? {} : parseJson(content, file), file);
  const apis = Object.entries(manifest.versions).flatMap(([version, pinned]) =>
    Object.keys(pinned.apis).map((api) => `${version}${api}`),
  );
  const strange = Object.keys(overrides).find((key) => !apis.includes(key));
  if (strange !== undefined) throw new SchemaError(file, strange, `an API of the pin expected, such as ${apis[0]}`);
  return {
    of: (key, pin) => {
      const corrections = overrides[key];
      if (corrections === undefined) return {};
      const models = new Models(pin);
      const wrong = Object.keys(corrections).find((place) => !hasProperty(models, place));
      if (wrong === undefined) return corrections;
      throw new SchemaError(file, `${key}.${wrong}`, `a property of a model expected${exampleOf(models)}`);
    },
  };
}

/** Whether `nichandle.Nichandle.email` is a property of a model; names of both may hold dots. */
function hasProperty(models: Models, place: string): boolean {
  return [...place.matchAll(/\./g)].some(({ index }) => {
    const model = place.slice(0, index);
    return typeProblem(model) === undefined && models.get(model)?.properties.has(place.slice(index + 1)) === true;
  });
}

function exampleOf(models: Models): string {
  for (const name of models.names()) {
    const [property] = models.get(name)?.properties.keys() ?? [];
    if (property !== undefined) return `, such as ${name}.${property}`;
  }
  return "; the API has none";
}
