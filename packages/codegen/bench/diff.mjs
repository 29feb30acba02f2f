// pnpm bench:diff: what comparing all of ovh-eu takes, and what is found, beside the differs of OpenAPI documents that npm
// has, on documents of the same two captures. These are installed for the time, outside of the workspace.
import { execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { mergedDocument, pull, readPin, regionApis } from "@ovh-typed/codegen";
import { readHistory } from "../history/history.mjs";
import { servePins } from "../history/serve.mjs";

const rounds = Number(process.argv[2] ?? 3);
const steps = [
  ["2023-03", "2023-05"],
  ["2024-06", "2026-08"],
];
/** What the command may take: seconds and MB. */
const limits = { seconds: 2, megabytes: 500 };
/** A differ that takes longer is ended. */
const timeout = 300_000;
const command = fileURLToPath(new URL("../../cli/dist/main.js", import.meta.url));

const contenders = [
  {
    name: "ovh-typed schema diff",
    args: ({ pins }) => [command, "schema", "diff", ...pins, "--json"],
    found: (output) => {
      const { summary, findings } = JSON.parse(output);
      return {
        breaking: findings.filter(({ class: meaning }) => meaning.startsWith("breaking-")).length,
        all: findings.length,
        summary,
      };
    },
  },
  {
    name: "openapi-diff 0.24.1",
    install: "openapi-diff@0.24.1",
    args: ({ documents, folder }) => [join(folder, "node_modules/openapi-diff/dist/cli.js"), ...documents],
    found: (output) => {
      const {
        breakingDifferences = [],
        nonBreakingDifferences = [],
        unclassifiedDifferences = [],
      } = JSON.parse(output.slice(output.indexOf("{")));
      return {
        breaking: breakingDifferences.length,
        all: breakingDifferences.length + nonBreakingDifferences.length + unclassifiedDifferences.length,
      };
    },
  },
  {
    name: "api-smart-diff 1.0.6",
    install: "api-smart-diff@1.0.6",
    args: ({ documents, folder }) => [join(folder, "smart-diff.mjs"), ...documents],
    found: JSON.parse,
  },
];
