import { basename, join } from "node:path";
import { createSandbox, type SandboxOptions } from "@ovh-typed/sandbox";
import { runNode } from "@ovh-typed/size/run-node";
import { beforeAll, expect, inject, onTestFinished, test } from "vitest";
import { blocksOf, documentsIn, read } from "./support/documents.js";
import { compile } from "./support/project.js";

// Each recipe runs as it stands, in a project in which nothing but the packages is installed, against a sandbox.

const folder = join(inject("project"), "recipes");

/** A recipe's files: a block that begins with a comment of a file's name is that file, the first other one is the program. */
const recipes = new Map(
  await Promise.all(
    (await documentsIn("docs/recipes"))
      .filter((document) => !document.endsWith("README.md"))
      .map(async (document) => {
        const name = basename(document, ".md");
        const blocks = blocksOf(await read(document)).filter(({ language }) => ["ts", "js"].includes(language));
        const files = blocks.map(({ language, code }): [string, string] => {
          const title = /^\/\/ ([\w./-]+\.[cm]?[jt]s)\n/.exec(code)?.[1];
          return [title ?? `${name}.${language}`, code];
        });
        return [name, new Map(files)] as const;
      }),
  ),
);

beforeAll(async () => {
  const files = [...recipes].flatMap(([name, of]) => [...of].map(([path, code]) => [`${name}/${path}`, code] as const));
  await compile(folder, new Map(files));
});

/** A sandbox, and the environment that leads a program to it. */
async function start(options: SandboxOptions = {}) {
  const sandbox = await createSandbox({ endpoint: "ovh-eu", ...options });
  onTestFinished(() => sandbox.close());
  const { applicationKey, applicationSecret, consumerKey } = sandbox.credentials;
  const env = {
    OVH_BASE_URL: sandbox.baseUrl,
    OVH_APPLICATION_KEY: applicationKey,
    OVH_APPLICATION_SECRET: applicationSecret,
    OVH_CONSUMER_KEY: consumerKey,
  };
  return { sandbox, env };
}

/** Runs a recipe's program. */
async function cook(name: string, env: NodeJS.ProcessEnv) {
  return runNode(join(folder, name), [join(folder, "out", name, `${name}.js`)], env);
}

test("dns-records: what differs is changed, and published once", async () => {
  const { sandbox, env } = await start({
    seed: {
      "/domain/zone": ["example.com"],
      "/domain/zone/example.com/record": [
        { fieldType: "A", subDomain: "", target: "192.0.2.1", ttl: 0 },
        { fieldType: "A", subDomain: "www", target: "192.0.2.9", ttl: 0 },
        { fieldType: "A", subDomain: "old", target: "192.0.2.3", ttl: 0 },
        { fieldType: "MX", subDomain: "", target: "1 mail.example.com.", ttl: 0 },
      ],
    },
  });
  const printed = (stdout: string) => ({ status: 0, stdout, stderr: "" });
  expect(await cook("dns-records", env)).toEqual(printed("3 of example.com's records changed\n"));
  const writes = sandbox.requests.filter(({ method }) => method !== "GET");
  expect(writes.map(({ method, path }) => `${method} ${path.replace(/\d+$/, "…")}`)).toEqual([
    "PUT /domain/zone/example.com/record/…",
    "POST /domain/zone/example.com/record",
    "DELETE /domain/zone/example.com/record/…",
    "POST /domain/zone/example.com/refresh",
  ]);
  // What is as it should be is left alone.
  expect(await cook("dns-records", env)).toEqual(printed("0 of example.com's records changed\n"));
  expect(sandbox.requests.filter(({ method }) => method !== "GET")).toHaveLength(writes.length);
});
