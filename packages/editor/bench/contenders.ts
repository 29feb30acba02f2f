import { pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import { openApiFile, type SchemaCall } from "../src/schema-calls.js";
import type { Contender } from "./contender.js";
import { callByPath, ours, oursLookedUp, oursOfMe } from "./our-clients.js";

/** The clients to measure, ours and others. */
export async function contenders(): Promise<Contender[]> {
  return [ours, oursLookedUp, await openapiFetch(), oursOfMe, ovhApi];
}

/** openapi-typescript's types, made on the spot from the document that ours are made from. */
async function openapiFetch(): Promise<Contender> {
  const paths = astToString(await openapiTS(pathToFileURL(openApiFile), { silent: true }));
  return {
    name: "openapi-typescript, openapi-fetch",
    covers: "everything",
    files: { "paths.d.ts": paths },
    head:
      `import createClient from "openapi-fetch";\nimport type { paths } from "./paths.js";\n` +
      `const client = createClient<paths>({ baseUrl: "https://eu.api.ovh.com/1.0" });`,
    call: callByPath,
    typing: ours.typing,
  };
}

const ovhApi: Contender = {
  name: "@ovh-api/api, @ovh-api/me",
  covers: "/me",
  files: {},
  head:
    `import engine from "@ovh-api/api";\nimport { proxyMe } from "@ovh-api/me";\n` +
    `const me = proxyMe(new engine.default({}));`,
  call: ({ path, params }, index) =>
    `export const data${index} = await me${memberAccess(path, params)}.$get(${json(params.query)});`,
  typing: ["await me.", "billin", ";"],
};

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
