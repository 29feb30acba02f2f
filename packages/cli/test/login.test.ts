import { access } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { allow, decideOnPage, link, linkShown } from "./support/consent-page.js";
import { homeAndSandbox, pty } from "./support/home.js";
import { serveValidationUrl } from "./support/validation-server.js";

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

describe.skipIf(pty === undefined)("login in a terminal (skipped without pseudo-terminals)", () => {
  test("asks for the keys, opens the browser, waits, and leads to whoami and back", async () => {
    const { home, sandbox, base } = await homeAndSandbox();
    const { applicationKey, applicationSecret } = sandbox.credentials;
    const script = fileURLToPath(new URL("support/allowing-browser.mjs", import.meta.url));
    const browser = await home.write("browser", `#!/bin/sh\nexec '${process.execPath}' '${script}' "$1"\n`, 0o700);

    const login = home.startInTerminal(["login", ...base, "--rules", "read-write"], { BROWSER: browser });
    await login.said(/Application key for ovh-eu/);
    login.type(`${applicationKey}\r`);
    await login.said(/Application secret/);
    login.type(`${applicationSecret}\r`);
    // The browser allows it in the person's place: that it was opened is seen by the key working.
    const done = await login.ended;
    expect(done.stdout).toMatch(link);
    expect(done.stdout).toContain(`Logged in: the key is in [${sandbox.baseUrl}] of ${home.path(".ovh.conf")}.`);
    expect(done.status).toBe(0);
    expect(await home.mode(".ovh.conf")).toBe("600");
    const consumerKey = /consumer_key = (\S+)/.exec(await home.read(".ovh.conf"))![1]!;
    home.keepSecret(consumerKey);

    const whoami = await home.startInTerminal(["whoami", ...base]).ended;
    expect(whoami.status).toBe(0);
    expect(whoami.stdout).toMatch(/^Ada Lovelace \(la12345-ovh\) at ovh-eu, by application key\r?\n/);
    const id = /Consumer key (\d+) of application \d+: validated/.exec(whoami.stdout)![1]!;

    const list = await home.startInTerminal(["credentials", "list", ...base, "--status", "validated"]).ended;
    expect(list.status).toBe(0);
    expect(list.stdout).toMatch(new RegExp(`│ +${id} │ sandbox +│ .* │ validated +│`));

    expect(await home.startInTerminal(["credentials", "revoke", id, ...base]).ended).toMatchObject({
      status: 0,
      stdout: `Credential ${id} is revoked.\r\n`,
    });
    const after = await home.startInTerminal(["whoami", ...base]).ended;
    expect(after.status).toBe(1);
    expect(after.stdout).toMatch(/^ovh-typed: GET \/auth\/currentCredential was answered 403 NOT_CREDENTIAL/);
  });

  test("shows and does not open a link that is not OVH's, whatever is in it", async () => {
    const { home } = await homeAndSandbox();
    const server = await serveValidationUrl("https://ovh.com.evil.example/auth/\u001b[31m?$(touch%20opened)");
    const browser = await home.write("browser", "#!/bin/sh\ntouch opened\n", 0o700);
    const keys = { OVH_APPLICATION_KEY: "key", OVH_APPLICATION_SECRET: "secret", BROWSER: browser };
    const login = home.startInTerminal(["login", "--base-url", server], keys);
    const said = await login.said(/Ctrl-C stops/);
    expect(said).toContain("  https://ovh.com.evil.example/auth/%1B[31m?$(touch%20opened)");
    expect(said).toContain("warning: this is no page of OVH's. It was not opened: think before you do.");
    login.type("\u0003");
    expect((await login.ended).status).toBe(1);
    expect(await exists(home.path("opened"))).toBe(false);
  });

  test("asks for keys that are to go into a chosen file, and has nothing more to say", async () => {
    const { home, sandbox, base } = await homeAndSandbox();
    const { applicationKey, applicationSecret } = sandbox.credentials;
    await home.write(".ovh.conf", "[ovh-eu]\napplication_key=other\napplication_secret=another\n");
    const login = home.startInTerminal(["login", ...base, "--config", "here.conf"]);
    await login.said(/Application key for ovh-eu/);
    login.type(`${applicationKey}\r`);
    await login.said(/Application secret/);
    login.type(`${applicationSecret}\r`);
    await allow(login);
    const { status, stdout } = await login.ended;
    expect(stdout).toContain(`Logged in: the key is in [${sandbox.baseUrl}] of ${home.path("here.conf")}.`);
    expect(stdout).not.toContain("note:");
    expect(status).toBe(0);
    expect(await home.run(["whoami", ...base, "--config", "here.conf"])).toMatchObject({ status: 0, stderr: "" });
  });

  test("writes nothing when Ctrl-C is typed, at the question or while it waits", async () => {
    const { home, base, variables } = await homeAndSandbox();
    const asking = home.startInTerminal(["login", ...base]);
    await asking.said(/Application key for ovh-eu/);
    asking.type("\u0003");
    const waiting = home.startInTerminal(["login", ...base, "--no-browser"], variables.application);
    await linkShown(waiting);
    waiting.type("\u0003");
    for (const { status, stdout } of [await asking.ended, await waiting.ended]) {
      expect(stdout).toContain("ovh-typed: Stopped: nothing was written.");
      expect(status).toBe(1);
    }
    expect(await exists(home.path(".ovh.conf"))).toBe(false);
  });
});

describe("login without a terminal", () => {
  test("prints the link and waits, and leads to whoami and back", async () => {
    const { home, base, variables } = await homeAndSandbox();
    const common = [...base, "--config", "deep/ovh.conf", "--json"];
    const login = home.start(["login", ...common, "--rules", "read-write"], variables.application);
    await allow(login);
    const { status, stdout, stderr } = await login.ended;
    // The key counts beside the variables that name the same application.
    expect({ status, note: /^note: .*$/m.exec(stderr)?.[0] }).toEqual({ status: 0, note: undefined });
    expect(await home.run(["whoami", ...common], variables.application)).toMatchObject({ status: 0, stderr: "" });
    expect(JSON.parse(stdout)).toEqual({ endpoint: "ovh-eu", file: home.path("deep/ovh.conf"), section: base[1] });
    expect([await home.mode("deep"), await home.mode("deep/ovh.conf")]).toEqual(["700", "600"]);

    const whoami = await home.run(["whoami", ...common]);
    expect(whoami).toMatchObject({ status: 0, stderr: "" });
    const { credential } = JSON.parse(whoami.stdout) as { credential: { readonly credentialId: number } };
    const list = await home.run(["credentials", "list", ...common]);
    expect(JSON.parse(list.stdout)).toContainEqual(
      expect.objectContaining({ credentialId: credential.credentialId, status: "validated" }),
    );
    const id = String(credential.credentialId);
    expect(await home.run(["credentials", "revoke", id, ...common])).toEqual({
      status: 0,
      stdout: `{"revoked":${id}}\n`,
      stderr: "",
    });
    expect(await home.run(["whoami", ...common])).toMatchObject({
      status: 1,
      stdout: "",
      stderr: expect.stringContaining("403 NOT_CREDENTIAL") as string,
    });
  });

  test("of a profile goes into its section, which the other commands then use", async () => {
    const { home, base, variables } = await homeAndSandbox();
    const common = [...base, "--endpoint", "ovh-eu", "--profile", "work"];
    const login = home.start(["login", ...common], variables.application);
    await allow(login);
    expect(await login.ended).toMatchObject({
      status: 0,
      stdout: `Logged in: the key is in [ovh-eu:work] of ${home.path(".ovh.conf")}.\n`,
    });
    expect(await home.read(".ovh.conf")).toMatch(/^\[ovh-eu:work\]\napplication_key = /);
    expect(await home.run(["whoami", ...common])).toMatchObject({ status: 0, stderr: "" });
    const byVariable = await home.run(["call", "GET", "/me", ...base], { OVH_PROFILE: "work" });
    expect(byVariable).toMatchObject({ status: 0, stderr: "" });
    expect(await home.run(["whoami", ...base, "--profile", "play"])).toEqual({
      status: 1,
      stdout: "",
      stderr:
        'ovh-typed: There is no profile "play": no file has a section [ovh-eu:play]. ' +
        `${home.path(".ovh.conf")} has work.\n`,
    });
    expect((await home.run(["logout", ...common])).stdout).toMatch(/ended and is no longer in \[ovh-eu:work\]/);
  });

  test("keeps what else is in the file, and logout takes only the key away", async () => {
    const { home, sandbox, base } = await homeAndSandbox();
    const { applicationKey, applicationSecret } = sandbox.credentials;
    const before =
      "; mine\r\n[default]\r\nendpoint=ovh-ca\r\n\r\n[ovh-eu]\r\n# of the sandbox\r\n" +
      `application_key=${applicationKey}\r\napplication_secret = ${applicationSecret}\r\n\r\n[other]\r\nkey=value\r\n`;
    await home.write("ovh.conf", before);
    const login = home.start(["login", ...base, "--endpoint", "ovh-eu"], {}, "umask 000");
    await allow(login);
    expect(await login.ended).toMatchObject({
      status: 0,
      stdout: `Logged in: the key is in [ovh-eu] of ${home.path("ovh.conf")}.\n`,
    });
    const after = await home.read("ovh.conf");
    expect(after.replace(/consumer_key = \S+\r\n/, "")).toBe(before);
    expect(after).toMatch(/application_secret = \S+\r\nconsumer_key = \S+\r\n\r\n\[other\]/);
    expect(await home.mode("ovh.conf")).toBe("600");

    const logout = ["logout", ...base, "--endpoint", "ovh-eu"];
    expect(await home.run(logout)).toMatchObject({
      status: 0,
      stdout: `The consumer key was ended and is no longer in [ovh-eu] of ${home.path("ovh.conf")}.\n`,
    });
    expect(await home.read("ovh.conf")).toBe(before);
    expect(await home.run(logout)).toMatchObject({
      status: 1,
      stderr: "ovh-typed: There is no consumer key for ovh-eu to end.\n",
    });
  });

  test("replaces the key of old where it is", async () => {
    const { home, sandbox, base } = await homeAndSandbox();
    const { applicationKey, applicationSecret, consumerKey } = sandbox.credentials;
    const text = `[ovh-eu]\nconsumer_key = ${consumerKey}\napplication_key=${applicationKey}\napplication_secret=${applicationSecret}\n`;
    await home.write(".ovh.conf", text);
    const login = home.start(["login", ...base]);
    await allow(login);
    expect(await login.ended).toMatchObject({ status: 0 });
    const [section, key, ...rest] = (await home.read(".ovh.conf")).split("\n");
    expect([section, ...rest]).toEqual(text.split("\n").filter((line) => !line.startsWith("consumer_key")));
    expect(key).toMatch(/^consumer_key = \S+$/);
    expect(key).not.toContain(consumerKey);
  });

  test("prints the key itself when it is asked for, and writes no file", async () => {
    const { home, base, variables } = await homeAndSandbox();
    const login = home.start(["login", ...base, "--show-key", "--rules", "GET /me"], variables.application);
    await allow(login);
    const { stdout } = await login.ended;
    const key = { ...variables.application, OVH_CONSUMER_KEY: stdout.trim() };
    expect((await home.run(["whoami", ...base], key)).stdout).toMatch(/Rights:\n {2}GET \/me\n$/);
    expect(await exists(home.path(".ovh.conf"))).toBe(false);
  });

  test("asks for redirection and addresses", async () => {
    const { home, base, variables } = await homeAndSandbox();
    const extra = ["--redirection", "https://example.com/done", "--allowed-ips", "192.0.2.0/24"];
    const login = home.start(["login", ...base, ...extra], variables.application);
    const page = await fetch(await linkShown(login));
    expect(page.headers.get("content-security-policy")).toContain("form-action 'self' https://example.com;");
    expect(await page.text()).toContain("Only from these addresses: 192.0.2.0/24");
    login.kill("SIGINT");
    expect(await login.ended).toMatchObject({ status: 1 });
  });
});

describe("login that comes to nothing writes nothing", () => {
  test("when the person refuses", async () => {
    const { home, base, variables } = await homeAndSandbox();
    const login = home.start(["login", ...base], variables.application);
    await decideOnPage(await linkShown(login), "refused");
    const { status, stderr } = await login.ended;
    expect(status).toBe(1);
    expect(stderr).toContain("ovh-typed: The consumer key was refused by the account's owner: request a new one.");
    expect(await exists(home.path(".ovh.conf"))).toBe(false);
  });

  test("when nobody decides in time", async () => {
    const { home, base, variables } = await homeAndSandbox();
    const { status, stderr } = await home.run(["login", ...base, "--wait", "1"], variables.application);
    expect(status).toBe(1);
    expect(stderr).toContain("ovh-typed: The consumer key was not validated within 1000 ms");
    expect(await exists(home.path(".ovh.conf"))).toBe(false);
  });

  test.for(["SIGINT", "SIGTERM"] as const)("when it gets %s", async (signal) => {
    const { home, base, variables } = await homeAndSandbox();
    const login = home.start(["login", ...base], variables.application);
    await linkShown(login);
    login.kill(signal);
    const { status, stderr } = await login.ended;
    expect(status).toBe(1);
    expect(stderr).toMatch(/ovh-typed: Stopped: nothing was written\.\n$/);
    expect(await exists(home.path(".ovh.conf"))).toBe(false);
  });
});
