import { endpoints } from "@ovh-typed/core";
import { expect, test } from "vitest";
import { formats } from "../src/checking/formats.js";
import { problemIn } from "../src/checking/problem.js";
import { answersOf } from "../test/support/answers.js";
import { documentOf, judge, pinnedApis, within } from "../test/support/region.js";
import { part } from "./part.js";

/** The same value with one thing changed, at each place in turn down to a depth: most of these are wrong. */
function* mutations(value: unknown, depth = 3): Generator<unknown> {
  yield { strange: true };
  yield "";
  yield null;
  yield 0.5;
  if (depth === 0 || typeof value !== "object" || value === null) return;
  for (const [name, field] of Object.entries(value)) {
    const copy = (): Record<string, unknown> => structuredClone(value) as Record<string, unknown>;
    if (!Array.isArray(value)) {
      const { [name]: _, ...others } = copy();
      yield others;
    }
    for (const changed of mutations(field, depth - 1)) yield Object.assign(copy(), { [name]: changed });
  }
}

test.each(Object.keys(endpoints))(
  "the sandbox and ajv agree on which values fit the schemas of %s",
  async (endpoint) => {
    let refused = 0;
    for (const api of await pinnedApis(endpoint)) {
      const document = await documentOf(endpoint, api);
      const ajv = judge(document);
      for (const { method, template, sample, schema } of part(answersOf(document))) {
        const fits = ajv.compile(within(schema));
        expect(fits(sample), `${method} ${template}: ${ajv.errorsText(fits.errors)}`).toBe(true);
        for (const value of mutations(sample)) {
          const problem = problemIn(value, schema, { document, formats });
          if (problem) refused += 1;
          if (fits(value) === (problem === undefined)) continue;
          throw new Error(
            `${method} ${template}: one alone takes ${JSON.stringify(value)} (${JSON.stringify(problem)})`,
          );
        }
      }
    }
    expect(refused).toBeGreaterThan(0);
  },
);
