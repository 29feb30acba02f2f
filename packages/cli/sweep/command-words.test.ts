import { describe, expect, test } from "vitest";
import { readAccessRules } from "../src/login/access-rules.js";
import { refuseUselessRules } from "../src/login/useful-rules.js";
import { emptyHome, homeAndSandbox } from "../test/support/home.js";

describe("what the command says", () => {
  test.for([
    ["/domain/zone/{zoneName}", [], "The path has {zoneName}, which has no value: give --param zoneName=…"],
    [
      "/domain/zone/{zone}",
      ["--param", "zoneName=example.com"],
      "--param zoneName fits nothing in the path, which has {zone}: give --param zone=…",
    ],
    [
      "/me",
      ["--param", "zoneName=example.com"],
      "--param zoneName fits nothing in the path, which has no {parameter}.",
    ],
    [
      "/domain/zone/{zoneName}/record/{id}",
      ["--param", "zoneName=a", "--param", "recordId=1"],
      "--param recordId fits nothing in the path, which has {zoneName} and {id}: give --param id=…",
    ],
    ["/domain/zone/{zoneName}", ["--param", "zoneName=.."], "--param zoneName is a dot segment"],
    ["/domain/zone/{zoneName}", ["--param", "zoneName="], "--param zoneName is empty"],
    ["/me?a=1#b", [], "has a fragment"],
  ] as const)("of the parameters in `call GET %s %j` is in its own words", async ([path, args, says]) => {
    const { home, base, variables } = await homeAndSandbox();
    const run = await home.run(["call", "GET", path, ...args, ...base], variables.all);
    expect(run).toMatchObject({ status: 2, stdout: "" });
    expect(run.stderr).toContain(says);
    expect(run.stderr).not.toMatch(/params\.|path parameter/);
  });

  test("of missing and unusable keys names commands, variables and files, and no function", async () => {
    const { home, sandbox, base, variables } = await homeAndSandbox();
    const { consumerKey: OVH_CONSUMER_KEY } = (await (
      await fetch(`${sandbox.baseUrl}/auth/credential`, {
        method: "POST",
        headers: { "X-Ovh-Application": sandbox.credentials.applicationKey },
        body: '{"accessRules":[{"method":"GET","path":"/me/bill"}]}',
      })
    ).json()) as { consumerKey: string };
    const outputs = await Promise.all([
      emptyHome().then((empty) => empty.run(["call", "GET", "/me", ...base])),
      home.run(["call", "GET", "/me", ...base], variables.application),
      home.run(["call", "GET", "/me", ...base], { ...variables.application, OVH_CONSUMER_KEY }),
      home.run(["call", "GET", "/me", ...base], { ...variables.all, OVH_APPLICATION_KEY: "0".repeat(16) }),
      home.run(["call", "GET", "/me", ...base], { ...variables.all, OVH_APPLICATION_SECRET: "0".repeat(32) }),
      home.run(["call", "GET", "/me", ...base], { ...variables.all, OVH_CONSUMER_KEY: "0".repeat(32) }),
      home.run(["doctor", ...base], { ...variables.all, OVH_CONSUMER_KEY: "0".repeat(32) }),
    ]);
    for (const { status, stdout, stderr } of outputs) {
      const said = stderr + (/^problem: .*$/m.exec(stdout)?.[0] ?? "");
      expect(status).toBe(1);
      expect(said).toMatch(/ovh-typed (?:login|doctor)/);
      expect(said).not.toMatch(
        /\bauth\.|requestConsumerKey|applicationKey|consumerKey|signedUrl|createApp\b|allowedIPs/,
      );
    }
  });

  test("of an expired key is what it has asked", async () => {
    const { home, base, variables } = await homeAndSandbox();
    await home.run(["logout", ...base], variables.all);
    const whoami = await home.run(["whoami", ...base], variables.all);
    expect(whoami).toMatchObject({ status: 1, stderr: "ovh-typed: The consumer key does not work: it is expired.\n" });
    expect(whoami.stdout).toMatch(
      /^An account that was not asked for, as the key is expired, at ovh-eu, by application key\n/,
    );
  });
});

describe("login --rules", () => {
  const login = async (...args: string[]) => {
    const { home, base, variables } = await homeAndSandbox();
    return home.start(["login", ...base, ...args], variables.application);
  };

  test("refuses what grants no call, at once", async () => {
    const run = await (await login("--rules", "GET", "/me", "GET", "/me/api/credentials")).ended;
    expect(run).toMatchObject({ status: 2, stdout: "" });
    expect(run.stderr).toMatch(
      /GET \/me\/api\/credentials grants no call of ovh-eu\. Did you mean \/me\/api\/credential/,
    );
  });

  test("takes it where it is told not to check", async () => {
    const running = await login("--rules", "GET", "/nope/x", "--unchecked");
    await running.said(/Ctrl-C stops/);
    running.kill("SIGINT");
    expect((await running.ended).status).toBe(1);
  });

  test.for([
    ["GET /nope/x", "grants no call"],
    ["POST /me", "grants no call"],
    ["GET /me/", "grants no call"],
    ["GET /dedicated/servers/*", "grants no call"],
    ["GET /*", undefined],
    ["GET /me*", undefined],
    ["DELETE /domain/zone/*/record/*", undefined],
    ["GET /domain/zone/example.com/record", undefined],
    ["GET /domain/zone/{zoneName}", undefined],
    ["GET /*/zone/*", undefined],
    ["GET /v2/iam/policy/*", undefined],
  ] as const)("%s: %s", async ([rule, refused]) => {
    const checked = refuseUselessRules(readAccessRules([rule]), "ovh-eu").catch((error: Error) => error.message);
    const found = (await checked)?.replace(/ of ovh-eu\. .*$/, "");
    expect(found).toBe(refused && `${rule} ${refused}`);
  });
});
