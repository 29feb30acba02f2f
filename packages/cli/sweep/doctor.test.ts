import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { emptyHome, homeAndSandbox } from "../test/support/home.js";

// As OVH's hosts will answer, without leaving this computer.
const moving = `
const next = "https://api.eu.ovhcloud.com";
globalThis.fetch = async (url) => {
  if (!url.startsWith(next)) return new Response(null, { status: 301, headers: { Location: next + new URL(url).pathname } });
  return url.endsWith("/auth/time") ? new Response(String(Math.floor(Date.now() / 1000))) : Response.json({ status: "validated" });
};`;

describe("doctor", () => {
  test("tells that OVH has moved the endpoint to its other host", async () => {
    const home = await emptyHome();
    const module = await home.write("moving.mjs", moving);
    const variables = {
      NODE_OPTIONS: `--import ${pathToFileURL(module)}`,
      OVH_APPLICATION_KEY: "0123456789abcdef",
      OVH_APPLICATION_SECRET: "0123456789abcdef0123456789abcdef",
      OVH_CONSUMER_KEY: "0123456789abcdef0123456789abcdef",
    };
    const { stdout, status } = await home.run(["doctor"], variables);
    expect(stdout).toContain(
      `Moved: OVH sends calls on to https://api.eu.ovhcloud.com/1.0; createClient({ hosts: "2026" }) goes there at once\n`,
    );
    expect(status).toBe(0);
    const json = await home.run(["doctor", "--json"], variables);
    expect(JSON.parse(json.stdout)).toMatchObject({ movedTo: "https://api.eu.ovhcloud.com/1.0", key: "validated" });
  });

  test("says where everything comes from, with secrets masked", async () => {
    const { home, sandbox, base } = await homeAndSandbox();
    const { applicationKey, applicationSecret, consumerKey } = sandbox.credentials;
    const file = await home.write(
      "ovh.conf",
      `[default]\nendpoint = ovh-eu\n[ovh-eu]\napplication_key = ${applicationKey}\napplication_secret = ${applicationSecret}\n`,
    );
    const own = await home.write(".ovh.conf", `[ovh-eu]\nconsumer_key = ${consumerKey}\n`);
    const people = await home.run(["doctor", ...base]);
    expect(people).toMatchObject({ status: 0, stderr: "" });
    expect(people.stdout.replace(/Clock: .*/, "Clock: …")).toBe(
      `Endpoint: ovh-eu (endpoint of [default] in ${file}), ${sandbox.baseUrl}
applicationKey: ${applicationKey} (application_key of [ovh-eu] in ${file})
applicationSecret: [32 characters] (application_secret of [ovh-eu] in ${file})
consumerKey: [32 characters] (consumer_key of [ovh-eu] in ${own})
File: ${file}, mode 600
File: ${own}, mode 600
Clock: …
Credentials: validated

All is well.
`,
    );
    const programs = await home.run(["doctor", ...base, "--json"]);
    expect(JSON.parse(programs.stdout)).toMatchObject({
      kind: "application",
      reachable: true,
      key: "validated",
      problems: [],
    });
  });

  test("tells of a file that others can read, once, and exits 1", async () => {
    const { home, base } = await homeAndSandbox();
    const file = await home.write("ovh.conf", "[default]\nendpoint = ovh-eu\n", 0o644);
    const run = await home.run(["doctor", ...base]);
    expect(run.status).toBe(1);
    expect(run.stderr.match(/can be read by every user/g)).toHaveLength(1);
    expect(run.stdout).toContain(`problem: ${file} can be read by others than its owner: run chmod 600 ${file}.`);
    expect(run.stdout).toContain("problem: There are no credentials for ovh-eu: ovh-typed login.");
  });

  test("tells of a key that was ended, and of an endpoint that does not answer", async () => {
    const { home, sandbox, base, variables } = await homeAndSandbox();
    await home.run(["logout", ...base], variables.all);
    const ended = await home.run(["doctor", ...base, "--json"], variables.all);
    expect(ended.status).toBe(1);
    expect(JSON.parse(ended.stdout)).toMatchObject({ key: "expired", reachable: true });
    await sandbox.close();
    const alone = await home.run(["doctor", ...base, "--json"], variables.all);
    expect(alone.status).toBe(1);
    expect(JSON.parse(alone.stdout)).toMatchObject({
      reachable: false,
      clockSkew: null,
      problems: [expect.stringContaining("the connection was refused") as string],
    });
  });
});

describe("bad configuration", () => {
  const secret = "canary0secret0canary0secret0";
  const cases: readonly (readonly [what: string, variables: Record<string, string>, file: string, says: string])[] = [
    [
      "half a pair",
      { OVH_APPLICATION_SECRET: secret },
      "",
      "OVH_APPLICATION_SECRET is given without OVH_APPLICATION_KEY",
    ],
    [
      "two kinds at once",
      { OVH_APPLICATION_KEY: "key", OVH_APPLICATION_SECRET: secret, OVH_ACCESS_TOKEN: secret },
      "",
      "OVH_APPLICATION_KEY and OVH_APPLICATION_SECRET and OVH_ACCESS_TOKEN",
    ],
    ["an endpoint that is none", { OVH_ENDPOINT: "ovh-xx" }, "", 'There is no OVH endpoint "ovh-xx"'],
    [
      "OAuth2 where there is none",
      { OVH_ENDPOINT: "ks-eu", OVH_CLIENT_ID: "id", OVH_CLIENT_SECRET: secret },
      "",
      "kimsufi-eu has no OAuth2",
    ],
    ["a line that says nothing", {}, `[ovh-eu]\n${secret}\n`, "ovh.conf, line 2: "],
    [
      "a key that is given twice",
      {},
      `[ovh-eu]\nconsumer_key=${secret}\nconsumer_key=${secret}\n`,
      "ovh.conf, line 3: ",
    ],
    [
      "blank variables, which are none",
      { OVH_APPLICATION_KEY: " ", OVH_ACCESS_TOKEN: "" },
      "",
      "There are no credentials",
    ],
  ];

  test.for(cases)("%s: whoami, doctor and login say it in a sentence", async ([_, variables, file, says]) => {
    const { home, base } = await homeAndSandbox();
    home.keepSecret(secret);
    if (file !== "") await home.write("ovh.conf", file);
    for (const command of ["whoami", "doctor"]) {
      const { status, stdout, stderr } = await home.run([command, ...base], variables);
      expect(stdout + stderr).toContain(says);
      expect(stderr).not.toMatch(/^ {4}at /m);
      expect(status).toBe(1);
    }
    expect(await home.run(["login", ...base], variables)).toMatchObject({ status: 1, stdout: "" });
  });

  test("login without keys and without a terminal says where they come from", async () => {
    const home = await emptyHome();
    expect(await home.run(["login", "--endpoint", "ovh-ca"])).toEqual({
      status: 1,
      stdout: "",
      stderr:
        "ovh-typed: There is no application key for ovh-ca, and no terminal to ask on. Register an application at " +
        "https://ca.api.ovh.com/createApp/ and set OVH_APPLICATION_KEY and OVH_APPLICATION_SECRET, or put " +
        "application_key and application_secret into ovh.conf.\n",
    });
  });

  test("login with an OAuth2 client says that there is nothing to do", async () => {
    const home = await emptyHome();
    home.keepSecret(secret);
    const run = await home.run(["login"], { OVH_CLIENT_ID: "id", OVH_CLIENT_SECRET: secret });
    expect(run.status).toBe(1);
    expect(run.stderr).toContain("OVH_CLIENT_ID and OVH_CLIENT_SECRET already log in");
  });

  test("login with a file that cannot be written asks OVH for nothing", async () => {
    const { home, base, variables } = await homeAndSandbox();
    const file = await home.write("ovh.conf", "");
    const run = await home.run(["login", ...base, "--config", `${file}/ovh.conf`], variables.application);
    expect(run).toMatchObject({ status: 1, stdout: "" });
    expect(run.stderr).not.toContain("A consumer key was requested");
  });
});
