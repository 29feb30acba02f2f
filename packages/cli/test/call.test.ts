import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { homeAndSandbox, pty } from "./support/home.js";

describe("call", () => {
  test("prints an answer, for people over lines and for programs in one", async () => {
    const { home, base, variables } = await homeAndSandbox();
    const people = await home.run(["call", "get", "/auth/currentCredential", ...base], variables.all);
    expect(people).toMatchObject({ status: 0, stderr: "" });
    expect(people.stdout).toMatch(/^\{\n {2}"/);
    const programs = await home.run(["call", "GET", "/auth/currentCredential", ...base, "--json"], variables.all);
    expect(programs.stdout).toMatch(/^\{.*\}\n$/);
    expect(JSON.parse(people.stdout)).toMatchObject({ status: "validated", credentialId: 200_001 });
    expect(JSON.parse(programs.stdout)).toMatchObject({ status: "validated", credentialId: 200_001 });
  });

  test("takes parameters, query and body", async () => {
    const { home, base, variables } = await homeAndSandbox();
    const run = (...args: string[]) => home.run(["call", ...args, ...base, "--json"], variables.all);
    expect(await run("GET", "/me/api/credential", "--query", "status=validated")).toMatchObject({
      stdout: "[200001,200002,200003]\n",
    });
    expect(JSON.parse((await run("GET", "/me/api/credential/{id}", "--param", "id=200004")).stdout)).toMatchObject({
      status: "expired",
    });
    await home.write("me.json", '{"firstname":"Augusta"}');
    expect(await run("PUT", "/me", "--body", "@me.json")).toEqual({ status: 0, stdout: "null\n", stderr: "" });
    expect(JSON.parse((await run("GET", "/me")).stdout)).toMatchObject({ firstname: "Augusta" });
    await home.write("input.json", '{"firstname":"Ada"}');
    const piped = home.start(
      ["call", "PUT", "/me", "--body", "-", ...base],
      variables.all,
      `exec < '${home.path("input.json")}'`,
    );
    expect(await piped.ended).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(JSON.parse((await run("GET", "/me")).stdout)).toMatchObject({ firstname: "Ada" });
  });

  test("prints all of a list: a line of JSON each, for programs", async () => {
    const { home, base, sandbox, variables } = await homeAndSandbox();
    await sandbox.seed({ "/vps": Array.from({ length: 450 }, (_, index) => `vps-${index}`) });
    const before = sandbox.requests.length;
    const run = await home.run(["call", "GET", "/vps", "--all", ...base], variables.all);
    expect(run).toMatchObject({ status: 0, stderr: "" });
    const lines = run.stdout.trimEnd().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { name: string }).name)).toHaveLength(450);
    expect(sandbox.requests.slice(before).map(({ path }) => path)).toEqual(["/auth/time", "/vps", "/vps", "/vps"]);
    const into = (reader: string) =>
      home.start(["call", "GET", "/vps", "--all", ...base], variables.all, `"$0" "$@" ${reader}; exit`).ended;
    expect(await into("| head -n 1")).toEqual({ status: 0, stdout: `${lines[0]}\n`, stderr: "" });
    // It has gone before the first item comes, so that each write fails.
    expect(await into("| true")).toEqual({ status: 0, stdout: "", stderr: "" });
    const refused = await home.run(["call", "POST", "/vps", "--all", ...base], variables.all);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain("error: --all is for lists, which a GET without a body answers.");
  });

  test.skipIf(!existsSync("/dev/full"))("says that what it prints cannot be written, and exits 1", async () => {
    const { home, base, sandbox, variables } = await homeAndSandbox();
    await sandbox.seed({ "/vps": ["vps-1", "vps-2"] });
    const run = home.start(["call", "GET", "/vps", "--all", ...base], variables.all, "exec > /dev/full");
    expect(await run.ended).toEqual({
      status: 1,
      stdout: "",
      stderr: "ovh-typed: ENOSPC: no space left on device, write\n",
    });
  });

  test.skipIf(pty === undefined)("shows a bar in a terminal, and then all of a list", async () => {
    const { home, base, sandbox, variables } = await homeAndSandbox();
    await sandbox.seed({ "/vps": ["vps-1", "vps-2"] });
    const { status, stdout } = await home.startInTerminal(["call", "GET", "/vps", "--all", ...base], variables.all)
      .ended;
    expect(status).toBe(0);
    expect(stdout).toMatch(/2 items of 2, \d+ a second/);
    expect(stdout).toMatch(/\n\[\r?\n {2}\{\r?\n/);
  });

  test("prints what happens to the calls where OVH_TYPED_DEBUG says so, and no secret", async () => {
    const { home, base, sandbox, variables } = await homeAndSandbox();
    const debugged = { ...variables.all, OVH_TYPED_DEBUG: "1" };
    const done = await home.run(["call", "GET", "/me", ...base, "--json"], debugged);
    expect(done.stderr.replace(/in \d+ ms/, "in … ms").replace(/SANDBOX\S+/, "QUERY")).toBe(
      `ovh-typed: #1 GET /me → ${sandbox.baseUrl}\novh-typed: #1 GET /me ← 200 in … ms QUERY\n`,
    );
    const refused = await home.run(["call", "GET", "/nothing", ...base], debugged);
    expect(refused.stderr).toMatch(
      /#1 GET \/nothing ← 404 in .*\n.*#1 GET \/nothing failed after \d+ ms: OvhApiError\n/,
    );
    for (const secret of Object.values(sandbox.credentials)) expect(done.stderr + refused.stderr).not.toContain(secret);
  });

  test("makes calls that go unsigned without any credentials", async () => {
    const { home, base } = await homeAndSandbox();
    const time = await home.run(["call", "GET", "/auth/time", ...base]);
    expect(time).toMatchObject({ status: 0, stderr: "" });
    expect(time.stdout).toMatch(/^\d{10}\n$/);
  });

  test("says what OVH refused, and what was likely meant", async () => {
    const { home, base, variables } = await homeAndSandbox();
    expect(await home.run(["call", "GET", "/me/api/credentials", ...base], variables.all)).toMatchObject({
      status: 1,
      stdout: "",
      stderr: expect.stringMatching(
        /^ovh-typed: GET \/me\/api\/credentials .* 404 .*\nDid you mean \/me\/api\/credential/,
      ) as string,
    });
    expect(await home.run(["call", "GET", "/me/api/credential/1", ...base], variables.all)).toMatchObject({
      status: 1,
      stderr: expect.not.stringContaining("Did you mean") as string,
    });
  });

  test.for([
    ["FETCH /me", "One of GET, POST, PUT, DELETE expected."],
    ["GET me", "has to begin with a slash"],
    ["GET /me/{id}", "give --param id=…"],
    ["GET /../me", "has a dot segment"],
    ["GET /me --body {}", "which OVH refuses on GET"],
    ["PUT /me --body {", "--body is not JSON"],
    ["GET /me --query status", "name=value expected"],
  ])("`call %s` is wrong usage", async ([args, says]) => {
    const { home, base, variables } = await homeAndSandbox();
    const run = await home.run(["call", ...args!.split(" "), ...base], variables.all);
    expect(run.stderr).toContain(says);
    expect(run).toMatchObject({ status: 2, stdout: "" });
  });

  test("cannot read a body from a file that is not there", async () => {
    const { home, base, variables } = await homeAndSandbox();
    expect(await home.run(["call", "PUT", "/me", "--body", "@none.json", ...base], variables.all)).toEqual({
      status: 1,
      stdout: "",
      stderr: "ovh-typed: none.json cannot be read (ENOENT).\n",
    });
  });
});
