import { endpoints } from "@ovh-typed/core";
import { expect, test } from "vitest";
import { formats } from "../src/checking/formats.js";
import { problemIn } from "../src/checking/problem.js";
import { answersOf } from "./support/answers.js";
import { documentOf, pinnedApis } from "./support/region.js";

// That ajv judges alike is shown by sweep/checking.test.ts.
test.each(Object.keys(endpoints))("every operation of %s is sampled with what its schema says", async (endpoint) => {
  let sampled = 0;
  for (const api of await pinnedApis(endpoint)) {
    const document = await documentOf(endpoint, api);
    for (const { method, template, sample, schema } of answersOf(document)) {
      const problem = problemIn(sample, schema, { document, formats });
      expect(problem, `${method} ${template}: ${JSON.stringify(sample)}`).toBeUndefined();
      sampled += 1;
    }
  }
  expect(sampled).toBeGreaterThan(0);
});
