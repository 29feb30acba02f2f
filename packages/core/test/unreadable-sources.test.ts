import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { buildModules } from "./support/built.js";

const isRoot = process.getuid?.() === 0;

interface Surroundings {
  /** What happens before a client is made. */
  readonly before?: string;
  readonly options?: string;
  readonly home?: string;
  readonly cwd?: string;
  /** A user that no name is known of. */
  readonly uid?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether Node grants no right to read but that of the program itself. */
  readonly isConfined?: boolean;
}

const keys = '{ endpoint: "ovh-eu", applicationKey: "k", applicationSecret: "s", consumerKey: "c" }';

/** What a client in a process of its own sends as its keys, or the error of making or calling it. */
async function outcome({
  before = "",
  options = keys,
  home,
  cwd,
  uid,
  env = {},
  isConfined,
}: Surroundings): Promise<string> {
  const folder = await buildModules("node");
  await chmod(folder, 0o755);
  const program = `
    import { createClient } from "./node.js";
    const write = (text) => void process.stdout.write(text);
    ${before}
    const fetch = async (url, init) => {
      if (!url.endsWith("/auth/time")) write(["x-ovh-application", "x-ovh-consumer"].map((name) => new Headers(init.headers).get(name)).join(" "));
      return new Response("1700000000");
    };
    try {
      await createClient({ ...${options}, fetch }).GET("/me");
    } catch (error) {
      write(String(error));
    }
  `;
  await writeFile(join(folder, "program.mjs"), program);
  const right = isConfined ? ["--experimental-permission", `--allow-fs-read=${folder}/*`, "--no-warnings"] : [];
  const { stdout } = await promisify(execFile)(process.execPath, [...right, join(folder, "program.mjs")], {
    cwd: cwd ?? folder,
    env: { ...env, ...(home !== undefined && { HOME: home }) },
    ...(uid !== undefined && { uid, gid: uid }),
  });
  return stdout.trim().replaceAll(home ?? "\0", "~");
}

/** A home that everybody may enter, with a file in it that its owner alone may read. */
async function homeWith(content: string): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), "ovh-typed-home-"));
  onTestFinished(() => rm(home, { recursive: true }));
  await chmod(home, 0o755);
  await writeFile(join(home, ".ovh.conf"), content, { mode: 0o600 });
  return home;
}

const gone =
  'import { mkdtempSync, rmdirSync } from "node:fs"; const d = mkdtempSync("/tmp/gone-"); process.chdir(d); rmdirSync(d);';
// As Deno does without the permission for them.
const noEnvironment = `
  const refuse = (what) => (target, name) => {
    if (!String(name).startsWith("OVH_")) return Reflect[what](target, name);
    throw Object.assign(new Error("Requires env access"), { name: "NotCapable" });
  };
  const traps = ["get", "has", "getOwnPropertyDescriptor"].map((what) => [what, refuse(what)]);
  process.env = new Proxy({ ...process.env }, Object.fromEntries(traps));
`;
const whole = "[ovh-eu]\napplication_key=k\napplication_secret=s\nconsumer_key=c\n";
const open = '{ endpoint: "ovh-eu" }';

describe("a source of credentials that cannot be read", () => {
  it.each<[string, Surroundings]>([
    ["a working directory that is gone", { before: gone, home: "/nowhere" }],
    ["an environment that may not be read", { before: noEnvironment, home: "/nowhere" }],
    ...(isRoot ? [["a home that nobody knows", { uid: 12_345 }] as [string, Surroundings]] : []),
  ])("does not matter where all is given: %s", async (_title, surroundings) => {
    expect(await outcome(surroundings)).toBe("k c");
  });

  it("is passed over where another has what is needed", async () => {
    const home = await homeWith(whole);
    expect(await outcome({ before: gone, home, options: open })).toBe("k c");
    expect(await outcome({ before: noEnvironment, home, options: open })).toBe("k c");
  });

  it.each<[string, Surroundings, string]>([
    [
      "a working directory that is gone",
      { before: gone, home: "/nowhere" },
      "the working directory cannot be read (ENOENT)",
    ],
    ["an environment that may not be read", { before: noEnvironment }, "the environment cannot be read (NotCapable)"],
  ])("is named where something is missing after all: %s", async (_title, surroundings, named) => {
    const error = await outcome({ options: open, ...surroundings });
    expect(error).toMatch(/^OvhConfigError: GET \/me has to be signed, for which the client lacks credentials: /);
    expect(error).toContain(`Not looked at: ${named}.`);
    expect(await outcome({ options: "{}", ...surroundings })).toContain(`Not looked at: ${named}.`);
  });

  it("may be a file that the runtime keeps from the program, as Deno and Node's permissions do", async () => {
    const home = await homeWith(whole);
    expect(await outcome({ home, isConfined: true })).toBe("k c");
    expect(await outcome({ home, isConfined: true, options: open })).toContain(
      "Not looked at: ~/.ovh.conf may not be read by this user. Not looked at: /etc/ovh.conf may not be read by this user.",
    );
  });

  it.runIf(isRoot)("may be a file of somebody else, or a home that nobody knows", async () => {
    const home = await homeWith(whole);
    const work = join(home, "work");
    await mkdir(work);
    const missing = await outcome({ uid: 12_345, home, cwd: work, options: open });
    expect(missing).toContain("Not looked at: ~/.ovh.conf may not be read by this user.");
    await writeFile(join(work, "ovh.conf"), whole);
    expect(await outcome({ uid: 12_345, home, cwd: work, options: open })).toBe("k c");
    expect(await outcome({ uid: 12_345, options: open })).toContain(
      "Not looked at: the home directory cannot be read (ENOENT).",
    );
  });
});
