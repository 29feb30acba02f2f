import { describe, expect, test } from "vitest";
import { decideOnPage } from "../test/support/consent-page.js";
import { homeAndSandbox } from "../test/support/home.js";

describe("credentials and applications", () => {
  test("lists applications, and revokes one with all its keys", async () => {
    const { home, base, variables } = await homeAndSandbox();
    const run = (...args: string[]) => home.run([...args, ...base], variables.all);
    expect((await run("applications", "list")).stdout).toMatch(/│ +10003 │ billing-export +│ Downloads bills/);
    expect(await run("applications", "revoke", "10003")).toEqual({
      status: 0,
      stdout: "Application 10003 and its consumer keys are revoked.\n",
      stderr: "",
    });
    const left = JSON.parse((await run("credentials", "list", "--json")).stdout) as { applicationId: number }[];
    expect(left.map(({ applicationId }) => applicationId)).toEqual([10_001, 10_002, 10_004, 10_004]);
    expect((await run("credentials", "list", "--status", "expired")).stdout).toBe("There are none.\n");
  });

  test("says that there is no such credential", async () => {
    const { home, base, variables } = await homeAndSandbox();
    const run = await home.run(["credentials", "revoke", "99", ...base], variables.all);
    expect(run).toMatchObject({ status: 1, stdout: "" });
    expect(run.stderr).toMatch(/^ovh-typed: DELETE .* 404 Client::NotFound: /);
  });

  test("prints no colours where there is no terminal", async () => {
    const { home, base, variables } = await homeAndSandbox();
    const { stdout } = await home.run(["credentials", "list", ...base], { ...variables.all, FORCE_COLOR: "1" });
    expect(stdout).not.toContain("\u001b");
  });
});

describe("whoami", () => {
  test("says what the key may do when it may not read the account", async () => {
    const { home, base, variables } = await homeAndSandbox();
    const login = home.start(["login", ...base, "--show-key", "--rules", "GET /ip"], variables.application);
    const url = /http\S+credentialToken=\S+/.exec(await login.said(/Ctrl-C stops/))![0];
    await decideOnPage(url, "validated");
    const OVH_CONSUMER_KEY = (await login.ended).stdout.trim();
    const run = await home.run(["whoami", ...base], { ...variables.application, OVH_CONSUMER_KEY });
    expect(run).toMatchObject({ status: 0, stderr: "" });
    expect(run.stdout).toMatch(/^An account whose name these credentials may not read, at ovh-eu/);
    expect(run.stdout).toMatch(/Rights:\n {2}GET \/ip\n$/);
  });

  test("works with an OAuth2 client", async () => {
    const { home, sandbox, base } = await homeAndSandbox();
    const { clientId, clientSecret } = sandbox.oauth2Client!;
    home.keepSecret(clientSecret);
    const run = await home.run(["whoami", ...base], { OVH_CLIENT_ID: clientId, OVH_CLIENT_SECRET: clientSecret });
    expect(run).toEqual({
      status: 0,
      stdout: "Ada Lovelace (la12345-ovh) at ovh-eu, by OAuth2 client\n",
      stderr: "",
    });
  });

  test("fails for a key that was ended", async () => {
    const { home, base, variables } = await homeAndSandbox();
    const logout = await home.run(["logout", ...base], variables.all);
    expect(logout.stdout).toBe("The consumer key was ended; OVH_CONSUMER_KEY still holds it.\n");
    const run = await home.run(["whoami", ...base], variables.all);
    expect(run.status).toBe(1);
    expect(run.stderr).toBe("ovh-typed: The consumer key does not work: it is expired.\n");
  });
});
