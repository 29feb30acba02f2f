import { createConfig, lintFromString } from "@redocly/openapi-core";
import { documentsOf, regionDocument } from "./pins.js";

/** What Redocly's linter says of a document: that it is OpenAPI, and refers to what is there, from where it may. */
export async function problemsOf(document: object): Promise<string[]> {
  const config = await createConfig({
    rules: { struct: "error", "no-unresolved-refs": "error", "spec-strict-refs": "error" },
  });
  const problems = await lintFromString({ source: JSON.stringify(document), config });
  return problems.map((problem) => `${problem.message} ${problem.location[0]?.pointer}`);
}

/** What it says of an endpoint's document, and of each API's. */
export async function problemsOfRegion(endpoint: string): Promise<string[]> {
  const apis = await documentsOf(endpoint);
  const problems: string[] = [];
  for (const document of [regionDocument(endpoint, apis), ...apis.map((api) => api.document)]) {
    problems.push(...(await problemsOf(document)));
  }
  return problems;
}
