import { endpoints } from "@ovh-typed/core";
import type { SchemaCall } from "../src/schema-calls.js";
import type { Contender } from "./contender.js";

/** The client of the whole region, called by path: `client.GET("/me")`. */
export const ours: Contender = {
  name: "@ovh-typed/ovh-eu",
  covers: "everything",
  files: {},
  head: headOf("@ovh-typed/ovh-eu"),
  call: callByPath,
  typing: ['await client.GET("', "/domain", '");'],
};

/** The same client, its operations looked up: `client.get["/me"]()`. */
export const oursLookedUp: Contender = {
  ...ours,
  name: "@ovh-typed/ovh-eu, `get[path]()`",
  call: ({ path, params }, index) =>
    `export const { data: data${index} } = await client.get[${JSON.stringify(path)}](${initOf(params)});`,
  typing: ['await client.get["', "/domain", '"]();'],
};

/** The client of one API. */
export const oursOfMe: Contender = {
  ...ours,
  name: "@ovh-typed/ovh-eu/me",
  covers: "/me",
  head: headOf("@ovh-typed/ovh-eu/me"),
  typing: ['await client.GET("', "/me/bi", '");'],
};

/** The client of any of the eight regions, for the operations of some calls. */
export function oursOfAny(calls: readonly SchemaCall[]): Contender {
  const regions = Object.keys(endpoints);
  const imports = regions.map(
    (region, index) =>
      `import { createClient as createClient${index}, type Operations as Operations${index} } from "@ovh-typed/${region}";`,
  );
  const operations = regions.map((_, index) => `Operations${index}`).join(" | ");
  const keys = calls.map(({ path }) => JSON.stringify(`GET ${path}`)).join(" | ");
  return {
    ...ours,
    name: "`ClientOf` all eight regions",
    covers: "every region",
    head: [
      ...imports,
      'import type { ClientOf } from "@ovh-typed/ovh-eu";',
      `type AnyClient = ClientOf<${operations}, ${keys}>;`,
      "let client: AnyClient;",
      ...regions.map((_, index) => `client = createClient${index}();`),
    ].join("\n"),
    typing: ['await client.GET("', "/me", '");'],
  };
}

function headOf(name: string): string {
  return `import { createClient } from "${name}";\nconst client = createClient();`;
}

/** `client.GET("/me", …)`, as openapi-fetch and we write it. */
export function callByPath({ path, params }: SchemaCall, index: number): string {
  const init = initOf(params);
  const args = init === "" ? JSON.stringify(path) : `${JSON.stringify(path)}, ${init}`;
  return `export const { data: data${index} } = await client.GET(${args});`;
}

function initOf(params: SchemaCall["params"]): string {
  return Object.keys(params).length === 0 ? "" : JSON.stringify({ params });
}
