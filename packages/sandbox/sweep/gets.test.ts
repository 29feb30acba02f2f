import { endpoints } from "@ovh-typed/core";
import { expect, onTestFinished, test } from "vitest";
import { createSandbox } from "../src/index.js";
import type { OpenApiDocument, Operation, Parameter } from "../src/schema/openapi.js";
import { call } from "../test/support/caller.js";
import { documentOf, judge, pinnedApis, validText, within } from "../test/support/region.js";
import { part } from "./part.js";

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
  "every GET of %s, sent over HTTP, is answered with what its schema says",
  async (endpoint) => {
    const sandbox = await createSandbox({ endpoint });
    onTestFinished(() => sandbox.close());
    let answered = 0;
    const wrong: unknown[] = [];
    for (const api of await pinnedApis(endpoint)) {
      const document = await documentOf(endpoint, api);
      const ajv = judge(document);
      for (const [template, { get }] of part(Object.entries(document.paths))) {
        if (!get) continue;
        const { path, headers } = requestFor(document, template, get);
        const answer = await call(sandbox, "GET", path, undefined, { headers });
        const fits = ajv.compile(
          within(get.responses["200"]?.content?.["application/json"]?.schema ?? { const: null }),
        );
        const verdict = fits(answer.json) ? "fits" : ajv.errorsText(fits.errors);
        if (answer.status !== 200 || verdict !== "fits")
          wrong.push([path, answer.status, verdict, answer.text.slice(0, 300)]);
        answered += 1;
      }
    }
    expect(wrong).toEqual([]);
    expect(answered).toBeGreaterThan(0);
  },
);
