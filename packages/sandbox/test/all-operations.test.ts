import { endpoints } from "@ovh-typed/core";
import { expect, onTestFinished, test } from "vitest";
import { createSandbox } from "../src/index.js";
import type { OpenApiDocument, Operation, Parameter } from "../src/schema/openapi.js";
import { call } from "./support/caller.js";
import { documentOf, judge, pinnedApis, validText } from "./support/region.js";

/** A few of each endpoint's APIs: all of them is a sweep of minutes. */
const chosen = new Set(["/auth", "/cdn/dedicated", "/instance", "/ip", "/me", "/project", "/ssh", "/v2/iam"]);

/** What exists from the start; other ids of these answer 404. */
const existing: Readonly<Record<string, string>> = { credentialId: "200002", applicationId: "10002" };

interface Request {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

function requestFor(document: OpenApiDocument, template: string, { parameters = [] }: Operation): Request {
  const value = ({ name, schema, content }: Parameter): string =>
    template.startsWith("/me/api/") && existing[name] !== undefined
      ? existing[name]
      : validText(document, schema ?? content?.["application/json"]?.schema ?? {});
  const values = (where: Parameter["in"]): [string, string][] =>
    parameters.filter((parameter) => parameter.in === where).map((parameter) => [parameter.name, value(parameter)]);
  const path = values("path").reduce(
    (text, [name, content]) => text.replace(`{${name}}`, encodeURIComponent(content)),
    template.startsWith("/v2/") ? template : `/1.0${template}`,
  );
  const query = new URLSearchParams(values("query")).toString();
  return { path: query === "" ? path : `${path}?${query}`, headers: Object.fromEntries(values("header")) };
}

test.each(Object.keys(endpoints))(
  "%s answers every GET with what its schema says",
  async (endpoint) => {
    const sandbox = await createSandbox({ endpoint });
    onTestFinished(() => sandbox.close());
    const apis = (await pinnedApis(endpoint)).filter((api) => chosen.has(api));
    let answered = 0;
    for (const api of apis) {
      const document = await documentOf(endpoint, api);
      const ajv = judge(document);
      for (const [template, { get }] of Object.entries(document.paths)) {
        if (!get) continue;
        const { path, headers } = requestFor(document, template, get);
        const answer = await call(sandbox, "GET", path, undefined, { headers });
        const schema = get.responses["200"]?.content?.["application/json"]?.schema;
        const text = JSON.stringify(schema ?? { const: null }).replaceAll('"#/', '"document#/');
        const fits = ajv.compile(JSON.parse(text) as object);
        const verdict = fits(answer.json) ? "fits" : ajv.errorsText(fits.errors);
        expect({ path, status: answer.status, verdict }).toEqual({ path, status: 200, verdict: "fits" });
        answered += 1;
      }
    }
    expect(answered).toBeGreaterThan(10);
  },
  60_000,
);
