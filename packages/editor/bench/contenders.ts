import { pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import { openApiFile, type SchemaCall } from "../src/schema-calls.js";
import type { Contender } from "./contender.js";

/** The clients to measure. openapi-typescript makes its types on the spot, from the document that ours are made from. */
export async function contenders(): Promise<Contender[]> {
  const paths = astToString(await openapiTS(pathToFileURL(openApiFile), { silent: true }));
  return [
    {
      name: "@ovh-typed/ovh-eu",
      covers: "everything",
      files: {},
      head: ours("@ovh-typed/ovh-eu"),
      call: byPath,
      typing: ['await client.GET("', "/domain", '");'],
    },
    {
      name: "@ovh-typed/ovh-eu, `get[path]()`",
      covers: "everything",
      files: {},
      head: ours("@ovh-typed/ovh-eu"),
      call: ({ path, params }, index) =>
        `export const { data: data${index} } = await client.get[${JSON.stringify(path)}](${initOf(params)});`,
      typing: ['await client.get["', "/domain", '"]();'],
    },
    {
      name: "openapi-typescript, openapi-fetch",
      covers: "everything",
      files: { "paths.d.ts": paths },
      head:
        `import createClient from "openapi-fetch";\nimport type { paths } from "./paths.js";\n` +
        `const client = createClient<paths>({ baseUrl: "https://eu.api.ovh.com/1.0" });`,
      call: byPath,
      typing: ['await client.GET("', "/domain", '");'],
    },
    {
      name: "@ovh-typed/ovh-eu/me",
      covers: "/me",
      files: {},
      head: ours("@ovh-typed/ovh-eu/me"),
      call: byPath,
      typing: ['await client.GET("', "/me/bi", '");'],
    },
    {
      name: "@ovh-api/api, @ovh-api/me",
      covers: "/me",
      files: {},
      head:
        `import engine from "@ovh-api/api";\nimport { proxyMe } from "@ovh-api/me";\n` +
        `const me = proxyMe(new engine.default({}));`,
      call: ({ path, params }, index) =>
        `export const data${index} = await me${memberAccess(path, params)}.$get(${json(params.query)});`,
      typing: ["await me.", "billin", ";"],
    },
  ];
}

function ours(name: string): string {
  return `import { createClient } from "${name}";\nconst client = createClient();`;
}

function byPath({ path, params }: SchemaCall, index: number): string {
  const init = initOf(params);
  const args = init === "" ? JSON.stringify(path) : `${JSON.stringify(path)}, ${init}`;
  return `export const { data: data${index} } = await client.GET(${args});`;
}

function initOf(params: SchemaCall["params"]): string {
  return Object.keys(params).length === 0 ? "" : JSON.stringify({ params });
}

/** `/me/bill/{billId}/debt` → `.bill.$("x").debt`, as @ovh-api writes it. */
function memberAccess(path: string, params: SchemaCall["params"]): string {
  const segments = path.split("/").slice(2);
  return segments
    .map((segment) => (segment.startsWith("{") ? `.$(${json(params.path?.[segment.slice(1, -1)])})` : `.${segment}`))
    .join("");
}

function json(value: unknown): string {
  return value === undefined ? "" : JSON.stringify(value);
}
