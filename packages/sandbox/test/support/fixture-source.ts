import type { OpenApiDocument } from "../../src/schema/openapi.js";
import type { SchemaSource } from "../../src/schema/source.js";
import { auth } from "../fixtures/auth.js";
import { me } from "../fixtures/me.js";
import { cdn, iam, ip, order } from "../fixtures/services.js";

const documents: Readonly<Record<string, OpenApiDocument>> = {
  "v1/auth": auth,
  "v1/me": me,
  "v1/cdn/dedicated": cdn,
  "v1/ip": ip,
  "v1/order": order,
  "v2/iam": iam,
};

export interface FixtureSource extends SchemaSource {
  /** The documents that were asked for, such as `v1/me`, in order. */
  readonly read: string[];
}

/** A small endpoint that stands for an installed region. */
export function fixtureSource(): FixtureSource {
  const read: string[] = [];
  return {
    read,
    apis: () =>
      Object.keys(documents).map((key) => ({ version: key.startsWith("v2") ? "v2" : "v1", path: key.slice(2) })),
    document: async ({ version, path }) => {
      read.push(version + path);
      return structuredClone(documents[version + path] as OpenApiDocument);
    },
  };
}
