import { mergedDocument } from "@ovh-typed/codegen";
import { openapi } from "@ovh-typed/ovh-eu/openapi";
import openapiTS, { astToString } from "openapi-typescript";
import { type SchemaCall, sharedCalls } from "../src/schema-calls.js";
import type { Contender } from "./contender.js";
import { callByPath, ours, oursLookedUp, oursOfAny, oursOfMe } from "./our-clients.js";

/** The clients to measure, ours and others. */
export async function contenders(): Promise<Contender[]> {
  return [
    ours,
    oursLookedUp,
    oursOfAny(await sharedCalls()),
    await openapiFetch("openapi-typescript, openapi-fetch", "everything"),
    oursOfMe,
    await openapiFetch("openapi-typescript, openapi-fetch, /me alone", "/me", ["/me"]),
    ovhApi,
  ];
}

/** openapi-typescript's types, made on the spot from a document of what ours are made from. */
async function openapiFetch(name: string, covers: Contender["covers"], apis?: readonly string[]): Promise<Contender> {
  const document = JSON.stringify(await mergedDocument(openapi, apis));
  const paths = astToString(await openapiTS(document, { silent: true }));
  return {
    name,
    covers,
    files: { "paths.d.ts": paths },
    head:
      `import createClient from "openapi-fetch";\nimport type { paths } from "./paths.js";\n` +
      `const client = createClient<paths>({ baseUrl: "https://eu.api.ovh.com/1.0" });`,
    call: callByPath,
    typing: (covers === "/me" ? oursOfMe : ours).typing,
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
