import addFormats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { PinnedApi } from "../src/catalogue/pinned-api.js";
import { formats } from "../src/checking/formats.js";
import type { JsonSchema, OpenApiDocument } from "../src/schema/openapi.js";
import { answers } from "./fixtures/me.js";
import { world } from "./support/world.js";

/** What `GET /sample` of a document answers. */
function sample(schema: JsonSchema, schemas: Readonly<Record<string, JsonSchema>> = {}): unknown {
  const document: OpenApiDocument = {
    paths: { "/sample": { get: { responses: answers(schema) } } },
    components: { schemas },
  };
  return new PinnedApi(structuredClone(document), world).operations(["sample"])?.get("get")?.response.sample();
}

const text: JsonSchema = { type: "string" };
const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

describe("sampled data", () => {
  const standard = new Ajv2020({ strict: false });
  addFormats.default(standard);

  test.each(["date", "date-time", "duration", "uuid", "email", "ipv4", "ipv6", "int64", "double", "iso-time"])(
    "of format %s is what the standard means by it",
    (format) => {
      const ours = format === "iso-time" ? "time" : format;
      const type = format === "int64" || format === "double" ? "number" : "string";
      const value = sample({ type, format: ours });
      expect(value).toSatisfy((sampled) => standard.validate({ type, format }, sampled));
    },
  );

  test.each([
    ["ip", /^192\.0\.2\.\d+$/],
    ["ip-block", /^192\.0\.2\.0\/24$/],
    ["ipv4-block", /^192\.0\.2\.0\/24$/],
    ["ipv6-block", /^2001:db8::\/64$/],
    ["ip-interface", /^192\.0\.2\.1\/24$/],
    ["mac-address", /^00:00:5e:00:53:01$/],
    ["phone-number", /^0033\d{9}$/],
    ["international-phone-number", /^\+33\.\d{9}$/],
    ["password", /./],
    ["text", /./],
  ])("of OVH's format %s looks like it", (format, pattern) => {
    expect(sample({ type: ["string", "null"], format })).toMatch(pattern);
    expect(Object.keys(formats)).toContain(format);
  });

  test("takes a member of an enum, also where the enum is open or may be null", () => {
    const members: JsonSchema = { type: "string", enum: ["", "b"] };
    expect(sample({ anyOf: [members, text] })).toBe("");
    expect(sample({ anyOf: [members, text, { type: "null" }] })).toBe("");
    expect(sample({ type: "integer", format: "int64", enum: [42, 43] })).toBe(42);
  });

  test("of a model that contains itself ends", () => {
    const tree = {
      type: "object",
      properties: { name: text, children: { type: "array", items: ref("Tree") }, parent: ref("Tree") },
      required: ["name", "children"],
    };
    expect(sample(ref("Tree"), { Tree: tree })).toEqual({ name: "string", children: [] });
  });

  test("of models that contain each other may be null", () => {
    const schemas: Record<string, JsonSchema> = {
      A: { type: "object", properties: { b: ref("B") }, required: ["b"] },
      B: { type: "object", properties: { a: { anyOf: [ref("A"), { type: "null" }] } }, required: ["a"] },
    };
    expect(sample(ref("A"), schemas)).toEqual({ b: { a: null } });
  });

  test("of a model that has no end is an error that says so", () => {
    const endless: JsonSchema = { type: "object", properties: { next: ref("Endless") }, required: ["next"] };
    expect(() => sample(ref("Endless"), { Endless: endless })).toThrow(/^No sample fits the schema: \/next/);
  });

  test("of a map has keys that its enum knows", () => {
    const map = { type: "object", additionalProperties: text, propertyNames: { enum: ["a"] } };
    expect(sample(map)).toEqual({ a: "string" });
  });

  test("is the same each time, and its own each time", () => {
    const document: OpenApiDocument = {
      paths: {
        "/sample": {
          get: { responses: answers({ type: "object", properties: { list: { type: "array", items: text } } }) },
        },
      },
    };
    const response = new PinnedApi(document, world).operations(["sample"])?.get("get")?.response;
    const first = response?.sample() as { list: string[] };
    first.list.push("changed");
    expect(response?.sample()).toEqual({ list: ["string"] });
  });
});

describe("a format", () => {
  const texts = `
    2026-01-31 2024-02-29 2026-02-29 2026-02-30 2026-13-01 2026-1-1 20260131 2026-01-31Z
    12:00:00 12:00:00Z 23:59:60Z 24:00:00 12:60:00 12:00:00+01:00 12:00:00.123 12:00 noon
    2026-01-31T12:00:00Z 2026-01-31t12:00:00.5+02:00 2026-01-31T12:00:00 2026-02-30T12:00:00Z 2026-01-31T25:00:00Z
    2026-01-31T12:00:00+24:00 2026-01-31T P1D P1Y2M3DT4H5M6S PT1H P2W P PT P1DT 1D P1W2D P1S -P1D
    00000000-0000-4000-8000-000000000001 00000000-0000-4000-8000-00000000000G 0000000000004000`.split(/\s+/);

  test.each([
    ["date", "date"],
    ["date-time", "date-time"],
    ["time", "iso-time"],
    ["duration", "duration"],
    ["uuid", "uuid"],
  ])("%s is what ajv takes for it", (name, standard) => {
    const ajv = new Ajv2020();
    addFormats.default(ajv);
    const taken = texts.filter((text) => formats[name]?.check(text));
    expect(taken).toEqual(texts.filter((text) => ajv.validate({ type: "string", format: standard }, text)));
    expect(taken.length).toBeGreaterThan(0);
  });
  test.each([
    [
      "ip-block",
      ["192.0.2.0/28", "192.0.2.1", "2001:db8::/32"],
      ["192.0.2.0/33", "192.0.2.0/", "192.0.2.0/8/8", "here/8"],
    ],
    ["ipv4-block", ["192.0.2.0/28"], ["2001:db8::/32"]],
    ["ipv6-block", ["2001:db8::/128"], ["2001:db8::/129", "192.0.2.0/28"]],
    ["ip", ["192.0.2.1", "2001:db8::1"], ["192.0.2", "192.0.2.0/28"]],
    ["time", ["12:00:00", "12:00:00Z"], ["25:00:00", "noon"]],
    ["mac-address", ["00:00:5e:00:53:01", "00-00-5E-00-53-01"], ["00:00:5e:00:53"]],
    ["phone-number", ["0033123456789", "+33.123456789"], ["call me", ""]],
  ])("%s is checked", (name, right, wrong) => {
    expect(right.filter((text) => !formats[name]?.check(text))).toEqual([]);
    expect(wrong.filter((text) => formats[name]?.check(text))).toEqual([]);
  });
});
