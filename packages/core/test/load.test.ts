import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { buildModules } from "./support/built.js";
import { keys } from "./support/keys.js";

/** A loader that fails the first time that one of these files is asked for. */
const hook = (parts: readonly string[]): string => `
export async function resolve(specifier, context, next) {
  const found = await next(specifier, context);
  if (!failed.has(found.url) && parts.some((part) => found.url.endsWith(part))) {
    failed.add(found.url);
    throw Object.assign(new Error("No such chunk: secret"), { code: "ERR_NO_CHUNK" });
  }
  return found;
}
const failed = new Set();
const parts = ${JSON.stringify(parts)};
`;

const program = (calls: string): string => `
import { register } from "node:module";
register("./hook.mjs", import.meta.url);
const { createClient, OvhApiError, OvhNetworkError } = await import("./index.js");
const outcomes = [];
const attempt = (call) => call().then(
  ({ data, error }) => outcomes.push(error === undefined ? data : told(error)),
  (failure) => outcomes.push(told(failure)),
);
const told = (error) => ({ ...error, name: error.name, message: error.message, api: OvhApiError.is(error), network: OvhNetworkError.is(error) });
${calls}
console.log(JSON.stringify(outcomes));
`;

async function run(parts: readonly string[], calls: string): Promise<unknown[]> {
  const folder = await buildModules();
  await writeFile(join(folder, "hook.mjs"), hook(parts));
  await writeFile(join(folder, "program.mjs"), program(calls));
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, "program.mjs")]);
  return JSON.parse(stdout) as unknown[];
}

describe("a part of the package that cannot be loaded", () => {
  it("fails the call that needs it, with an error that says so, and is tried again by the next", async () => {
    const outcomes = await run(
      ["/proof/token.js", "/auth/actions.js"],
      `
      const fetch = async (url) => new Response(url.endsWith("/token") ? '{"access_token":"t0ken"}' : '{"n":1}');
      const ovh = createClient({ endpoint: "ovh-eu", clientId: "EU.1", clientSecret: "s3cret", fetch });
      await attempt(() => ovh.GET("/me"));
      await attempt(() => ovh.GET("/me"));
      await attempt(() => ovh.auth.explain("GET", "/me").then((data) => ({ data })));
      await attempt(() => ovh.auth.explain("GET", "/me").then((data) => ({ data })));
    `,
    );
    const failed = (part: string): object => ({
      name: "OvhNetworkError",
      message:
        `The part of @ovh-typed/core for ${part} could not be loaded (ERR_NO_CHUNK), and nothing was sent: is the whole ` +
        "package, or every chunk of the bundle, there? The next call tries again.",
      code: "ERR_NO_CHUNK",
      sent: false,
      network: true,
      api: false,
    });
    expect(outcomes).toEqual([
      { ...failed("OAuth2"), method: "GET", path: "/me", attempts: 1, maybeApplied: false },
      { n: 1 },
      failed("client.auth"),
      expect.objectContaining({ method: "GET", url: "https://eu.api.ovh.com/1.0/me" }),
    ]);
  });

  it("leaves OVH's refusal one, and says of another answer that it was sent", async () => {
    const outcomes = await run(
      ["/call/failed-answer.js"],
      `
      const fetch = async (url) => new Response('{"message":"gone"}', { status: 404, headers: { "x-ovh-queryid": "EU.q" } });
      const ovh = createClient({ endpoint: "ovh-eu", ...${JSON.stringify(keys)}, fetch });
      await attempt(() => ovh.GET("/me", { auth: false }));
      await attempt(() => ovh.GET("/me", { auth: false }));
    `,
    );
    expect(outcomes).toEqual([
      expect.objectContaining({
        name: "OvhApiError",
        api: true,
        status: 404,
        queryId: "EU.q",
        message: expect.stringMatching(
          /^GET \/me was answered 404\. The part of @ovh-typed\/core for failed answers could not be loaded \(ERR_NO_CHUNK\): /,
        ),
      }),
      expect.objectContaining({ name: "OvhApiError", status: 404, serverMessage: "gone" }),
    ]);
    const [page] = await run(
      ["/call/failed-answer.js"],
      `
      const fetch = async (url) => new Response("<html>", { status: 200 });
      const ovh = createClient({ endpoint: "ovh-eu", fetch });
      await attempt(() => ovh.GET("/me", { auth: false }));
    `,
    );
    expect(page).toMatchObject({ network: true, sent: true, code: "ERR_NO_CHUNK" });
  });
});
