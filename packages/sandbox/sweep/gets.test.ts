import { endpoints } from "@ovh-typed/core";
import { expect, onTestFinished, test } from "vitest";
import { createSandbox, type Sandbox } from "../src/index.js";
import type { OpenApiDocument, Operation, Parameter } from "../src/schema/openapi.js";
import { type Collection, collectionsOf } from "../src/state/collection.js";
import { call } from "../test/support/caller.js";
import { documentOf, judge, pinnedApis, validText, within } from "../test/support/region.js";
import { part } from "./part.js";

interface Request {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Makes requests for the GETs of an API, of what its lists hold. */
function requestsTo(sandbox: Sandbox, document: OpenApiDocument) {
  const byItem = new Map(collectionsOf(document).map((collection) => [collection.item, collection]));

  const textsOf = ({ parameters = [] }: Operation, where: Parameter["in"], all = true): [string, string][] =>
    parameters
      .filter((parameter) => parameter.in === where && (all || parameter.required))
      .map(({ name, schema, content }) => {
        return [name, validText(document, schema ?? content?.["application/json"]?.schema ?? {})];
      });

  /** The first id that a list holds. */
  async function firstId({ list, idProperty = "" }: Collection): Promise<string> {
    const { path, headers } = await requestFor(list, false);
    const [first] = (await call(sandbox, "GET", path, undefined, { headers })).json as readonly unknown[];
    return String(typeof first === "object" && first !== null ? Reflect.get(first, idProperty) : first);
  }

  /** @param all Whether what may be left out is sent too: in a list it filters. */
  async function requestFor(template: string, all = true): Promise<Request> {
    const operation = document.paths[template]!.get!;
    const texts = new Map(textsOf(operation, "path"));
    let path = template.startsWith("/v2/") ? "" : "/1.0";
    let known = "";
    for (const segment of template.split("/").slice(1)) {
      known += `/${segment}`;
      const collection = byItem.get(known);
      const text = collection ? await firstId(collection) : texts.get(segment.slice(1, -1));
      path += `/${segment.startsWith("{") ? encodeURIComponent(text ?? "") : segment}`;
    }
    const query = new URLSearchParams(textsOf(operation, "query", all)).toString();
    return {
      path: query === "" ? path : `${path}?${query}`,
      headers: Object.fromEntries(textsOf(operation, "header")),
    };
  }

  return requestFor;
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
      const requestFor = requestsTo(sandbox, document);
      for (const [template, { get }] of part(Object.entries(document.paths))) {
        if (!get) continue;
        const { path, headers } = await requestFor(template);
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
