import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect } from "vitest";
import { pinnedEndpoints, pull } from "../src/index.js";
import { filesOf } from "./files.js";

const codegen = import.meta.resolve("@ovh-typed/codegen");

/** All that changes what is on the disk. */
export const writing = ["cp", "mkdir", "mkdtemp", "rename", "rm", "writeFile"];

/**
 * Runs a program that is killed the moment before a call of the file system, of these the given one.
 *
 * @returns Whether it was: not, when it had done all by then.
 */
export async function runKilled(program: string, times: number, at: readonly string[] = writing): Promise<boolean> {
  const killing = `
    import fs from "node:fs/promises";
    import { syncBuiltinESMExports } from "node:module";
    let calls = 0;
    for (const name of ${JSON.stringify(at)}) {
      const real = fs[name];
      fs[name] = (...given) => (++calls === ${times} ? process.kill(process.pid, "SIGKILL") : real(...given));
    }
    syncBuiltinESMExports();
    ${program}
  `;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", killing], { stdio: "inherit" });
  const [status, signal] = (await once(child, "exit")) as [number | null, string | null];
  expect(signal ?? status).toBe(signal === null ? 0 : "SIGKILL");
  return signal !== null;
}

/** Two pinned endpoints whose every file is another by now. */
export interface PullScene {
  readonly schemas: string;
  /** Pulls, from the start, in a program that is killed before a call; whether it was. */
  killOnly(times: number, at?: readonly string[]): Promise<boolean>;
  /** The same, and what becomes of the pins, all files of which have to be old or new: `new,old`. */
  kill(times: number, at?: readonly string[]): Promise<{ readonly wasKilled: boolean; readonly outcome: string }>;
  /** Pulls to the end. */
  pull(): Promise<unknown>;
  close(): void;
}

const endpoints = ["ovh-ca", "ovh-eu"];
const apis = ["/coffee", "/hot/chocolate", "/hot/tea", "/milk", "/water"];

/** Makes the scene in a folder. */
export async function createPullScene(folder: string): Promise<PullScene> {
  /** What every operation answers, as it is served. */
  let served = "string";
  const server = createServer((request, response) => {
    const path = (request.url ?? "").replace(/^\/v[12]|\.json$/g, "");
    const operations = [{ httpMethod: "GET", responseType: served }];
    const file = { apiVersion: "1", basePath: "", resourcePath: path, apis: [{ path, operations }] };
    response.end(JSON.stringify(path === "/" ? { basePath: "", apis: apis.map((api) => ({ path: api })) } : file));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const targets = endpoints.flatMap((endpoint) =>
    ["v1", "v2"].map((version) => ({ endpoint, version, base: `${base}/${version}` })),
  );
  const pullTo = async (place: string): Promise<Record<string, string>[]> => {
    await pull({ schemas: place, targets });
    for (const name of endpoints) await writeFile(join(place, name, "overrides.json"), "{}");
    return Promise.all(endpoints.map((name) => filesOf(join(place, name))));
  };
  const fresh = await pullTo(join(folder, "new"));
  served = "long";
  const old = await pullTo(join(folder, "old"));
  served = "string";

  const schemas = join(folder, "pulled");
  const start = async (): Promise<void> => {
    await rm(schemas, { recursive: true, force: true });
    await cp(join(folder, "old"), schemas, { recursive: true });
  };
  const killOnly = (times: number, at?: readonly string[]): Promise<boolean> =>
    runKilled(
      `const { pull } = await import(${JSON.stringify(codegen)});
      await pull(${JSON.stringify({ schemas, targets })});`,
      times,
      at,
    );
  return {
    schemas,
    async killOnly(times, at) {
      await start();
      return killOnly(times, at);
    },
    async kill(times, at) {
      await start();
      const wasKilled = await killOnly(times, at);
      expect(await pinnedEndpoints(schemas)).toEqual(endpoints);
      const outcomes = endpoints.map(async (name, index) => {
        const files = await filesOf(join(schemas, name));
        const isNew = files["pin.json"] === fresh[index]!["pin.json"];
        expect(files).toEqual((isNew ? fresh : old)[index]);
        return isNew ? "new" : "old";
      });
      return { wasKilled, outcome: (await Promise.all(outcomes)).join() };
    },
    pull: () => pull({ schemas, targets }),
    close: () => void server.close(),
  };
}
