import { expect, test } from "vitest";
import type { CompileCell } from "../bench/compile-cells.js";
import type { EditorCell } from "../bench/editor-cells.js";
import { markdown } from "../bench/report.js";
import { targetsOf } from "../bench/targets.js";

const [ours, theirs] = ["@ovh-typed/ovh-eu", "openapi-typescript, openapi-fetch"];

const compile: CompileCell[] = [
  {
    contender: ours,
    compiler: "TypeScript 5.9",
    calls: 200,
    errors: 0,
    figures: { instantiations: 16_758, types: 17_520, memory: 179e6, checkSeconds: 0.5, totalSeconds: 2 },
  },
  { contender: theirs, compiler: "TypeScript 5.9", calls: 200, failure: "The compiler took longer than 240 s." },
];

const editor: EditorCell[] = [
  {
    contender: ours,
    compiler: "TypeScript 5.9",
    figures: { entries: 3920, firstCompletion: 2000, completionAfterEdit: 100, diagnostics: 120, memory: 360e6 },
  },
  {
    contender: theirs,
    compiler: "TypeScript 5.9",
    figures: { entries: 1, firstCompletion: 5000, completionAfterEdit: 1400, diagnostics: 2000, memory: 1800e6 },
  },
];

test("a report compares with openapi-fetch, and says what was not measured", () => {
  const targets = targetsOf(compile, editor, 4_800_000);
  const reached = Object.fromEntries(targets.map(({ name, measured, reached }) => [name, [measured, reached]]));
  expect(reached).toMatchObject({
    "completion after an edit, TypeScript 5.9": ["14.0 times", false],
    "first completion, TypeScript 5.9": ["0.400 of it", true],
    "memory of the language server, TypeScript 5.9": ["0.200 of it", true],
    "check time of 200 calls, TypeScript 5.9": ["not measured", undefined],
    "instantiations of 200 calls, TypeScript 5.9": ["16758", true],
    "first completion, TypeScript 7.0": ["not measured", undefined],
    "generated declarations of ovh-eu, v1 and v2": ["4.80 MB", false],
  });

  const text = markdown({ about: {}, declarations: [{ contender: ours, bytes: 4.5e6 }], compile, editor, targets });
  expect(text).toContain("| @ovh-typed/ovh-eu | 4.5 |");
  expect(text).toContain("| @ovh-typed/ovh-eu | TypeScript 5.9 | 200 | 0 | 16,758 | 17,520 | 179 MB | 0.50 s |");
  expect(text).toContain("| 200 | The compiler took longer than 240 s. |");
  expect(text).toContain("| @ovh-typed/ovh-eu | TypeScript 5.9 | 3,920 | 2000 ms | 100 ms | 120 ms | 360 MB |");
  expect(text).toContain("| at least 15 times faster | 14.0 times | no |");
});
