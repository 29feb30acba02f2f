import { generatedFrom } from "../emit/api-module.js";
import { literal } from "../emit/literal.js";
import { type OpenApiDocument, referredKey, type Schema } from "../openapi/openapi.js";

/** An API: its version, its path, that of its module, and its document. */
interface Api {
  readonly version: string;
  readonly api: string;
  readonly module: string;
  readonly document: OpenApiDocument;
}

/**
 * The enums of each API as values, in modules of their own: a program has in its bundle those that it imports. Their
 * types follow from those of the models, so that they cost a line an API.
 */
export function* enumModules(endpoint: string, apis: readonly Api[]): Iterable<readonly [string, string]> {
  for (const { version, api, module, document } of apis) {
    const enums = enumsOf(document);
    if (enums.length === 0) continue;
    const header = generatedFrom(`schemas/${endpoint}/${version}${api}.json`);
    const guard = `export { isMember } from "@ovh-typed/core/enums";\n`;
    const entries = enums.map(([name, members]) => `  ${literal(name)}: [${members.map(literal).join(", ")}],\n`);
    const models = `${"../".repeat(module.split("/").length - 1)}api${module}.js`;
    yield [`enums${module}.js`, `${header}${guard}export const enums = {\n${entries.join("")}};\n`];
    yield [
      `enums${module}.d.ts`,
      `${header}import type { Enums } from "@ovh-typed/core/enums";\nimport type { Models } from "${models}";\n${guard}export declare const enums: Enums<Models>;\n`,
    ];
  }
}

function enumsOf({
  components: { schemas },
}: OpenApiDocument): [name: string, members: readonly (string | number)[]][] {
  const membersOf = (schema: Schema): Schema["enum"] => {
    const [listed] = schema.anyOf ?? [];
    const key = listed && referredKey(listed);
    return schema.enum ?? (key === undefined ? listed?.enum : schemas[key]?.enum);
  };
  return Object.entries(schemas).flatMap(([key, schema]) => {
    // What is sent has the same members.
    const members = schema["x-ovh-view"] === undefined ? membersOf(schema) : undefined;
    return members ? [[schema["x-ovh-model"] ?? key, members]] : [];
  });
}
