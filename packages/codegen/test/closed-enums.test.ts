import { describe, expect, test } from "vitest";
import type { Schema } from "../src/index.js";
import { answerOf } from "./api-fixture.js";
import { documentsOf, endpointNames } from "./pins.js";

type Components = Readonly<Record<string, Schema>>;

/** The enums below a schema, by OVH's names, and whether each is open there. */
function enumsIn(schema: Schema | undefined, components: Components, seen = new Set<string>()): Map<string, boolean> {
  const found = new Map<string, boolean>();
  const visit = (inner: Schema | undefined): void => {
    if (inner === undefined) return;
    if (inner.$ref === undefined) {
      const { anyOf = [], items, additionalProperties, propertyNames, properties = {} } = inner;
      [...anyOf, items, additionalProperties, propertyNames, ...Object.values(properties)].forEach(visit);
      return;
    }
    const key = inner.$ref.split("/").at(-1)!;
    if (seen.has(key)) return;
    seen.add(key);
    const component = components[key]!;
    const isOpen = component.anyOf?.some(({ type }) => type === "string" || type === "integer");
    if (component.enum || isOpen) found.set(component["x-ovh-model"] ?? key, isOpen === true);
    else visit(component);
  };
  visit(schema);
  return found;
}

describe("an enum", () => {
  test.each(endpointNames)(
    "of %s is open in answers, and in what a PUT sends back of one; else closed",
    async (endpoint) => {
      const wrong: string[] = [];
      let closed = 0;
      for (const { document } of await documentsOf(endpoint)) {
        const enums = (schema: Schema | undefined): Map<string, boolean> =>
          enumsIn(schema, document.components.schemas);
        for (const [path, { servers: _, ...item }] of Object.entries(document.paths)) {
          for (const [method, operation] of Object.entries(item)) {
            const expectOpen = (schema: Schema | undefined, expected: (name: string) => boolean): void => {
              for (const [name, isOpen] of enums(schema)) {
                if (isOpen !== expected(name)) wrong.push(`${method} ${path}: ${name}`);
                if (!isOpen) closed++;
              }
            };
            expectOpen(answerOf(operation), () => true);
            for (const { schema, content } of operation.parameters ?? []) {
              expectOpen(schema ?? content?.["application/json"].schema, () => false);
            }
            const answered = method === "put" ? enums(answerOf(item.get)) : new Map<string, boolean>();
            expectOpen(operation.requestBody?.content["application/json"].schema, (name) => answered.has(name));
          }
        }
      }
      expect(wrong).toEqual([]);
      expect(closed).toBeGreaterThan(endpoint === "runabove-ca" ? 0 : 20);
    },
  );
});
