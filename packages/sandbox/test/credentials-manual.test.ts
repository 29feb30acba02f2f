import { readFileSync } from "node:fs";
import * as region from "@ovh-typed/ovh-eu";
import { iam } from "@ovh-typed/ovh-eu/iam";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createSandbox } from "../src/index.js";
import { decide } from "./support/caller.js";

const manual = readFileSync(new URL("../../../docs/credentials.md", import.meta.url), "utf8");

// These examples are plain JavaScript.
const examples = Array.from(manual.matchAll(/^```ts\n([^]*?)^```/gm), ([, code = ""]) => code);

/** Runs an example with a sandbox's keys where it shows an ellipsis or nothing; gives what it prints. */
async function run(code: string): Promise<unknown[][]> {
  const sandbox = await createSandbox({ endpoint: "ovh-eu" });
  onTestFinished(() => sandbox.close());
  const known: Readonly<Record<string, string>> = { ...sandbox.credentials, ...sandbox.oauth2Client };
  const modules = {
    "@ovh-typed/ovh-eu/iam": { iam },
    "@ovh-typed/ovh-eu": {
      ...region,
      describeCredentials: () => region.describeCredentials({ endpoint: "ovh-eu", ...sandbox.credentials }),
      createClient: (options: region.ClientOptions = sandbox.credentials) => {
        const given = Object.keys(options).map((name) => [name, known[name]]);
        return region.createClient({ baseUrl: sandbox.baseUrl, ...Object.fromEntries(given) });
      },
    },
  };
  const printed: unknown[][] = [];
  const log = async (...values: unknown[]): Promise<void> => {
    printed.push(values);
    const link = /^Open (\S+)/.exec(String(values[0]))?.[1];
    if (link !== undefined) await decide(link, "Allow");
  };
  const body = code
    .replaceAll(/^import (\{.*\}) from ("[^"]+");/gm, "const $1 = modules[$2];")
    .replaceAll("192.0.2.0/24", "127.0.0.0/8")
    .replaceAll("console.log(", "await log(");
  const AsyncFunction = (async () => undefined).constructor as new (
    ...parts: string[]
  ) => (...values: unknown[]) => Promise<void>;
  await new AsyncFunction("modules", "log", body)(modules, log);
  return printed;
}

describe("the examples of docs/credentials.md", () => {
  test("are found", () => expect(examples.length).toBeGreaterThanOrEqual(5));

  test.each(examples.map((code) => [/(?:auth|ovh)\.(?!GET)[\w.]+|clientId/.exec(code)?.[0] ?? "", code]))(
    "%s",
    async (_title, code) => {
      vi.spyOn(console, "warn").mockReturnValue();
      const printed = await run(code);
      expect(printed.length).toBeGreaterThan(0);
      expect(JSON.stringify(printed)).not.toContain("undefined");
      expect(printed.flat()).not.toContain(undefined);
    },
  );
});
