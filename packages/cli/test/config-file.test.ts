import { mkdir, readlink, symlink } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { removeValue, setValues } from "../src/config/edit.js";
import { allow } from "./support/consent-page.js";
import { homeAndSandbox } from "./support/home.js";

describe("the file of the keys", () => {
  test("is made in folders that its owner alone may open, whatever the umask", async () => {
    const { home, base, variables } = await homeAndSandbox();
    const login = home.start(["login", ...base, "--config", "one/two/ovh.conf"], variables.application, "umask 0777");
    await allow(login);
    expect((await login.ended).status).toBe(0);
    const modes = ["one", "one/two", "one/two/ovh.conf"].map((name) => home.mode(name));
    expect(await Promise.all(modes)).toEqual(["700", "700", "600"]);
  });

  test("is made where a symbolic link leads, also when nothing is there yet", async () => {
    const { home, base, variables } = await homeAndSandbox();
    await mkdir(home.path("dotfiles"));
    await symlink("dotfiles/first", home.path(".ovh.conf"));
    await symlink("../kept/ovh.conf", home.path("dotfiles/first"));
    const login = home.start(["login", ...base], variables.application);
    await allow(login);
    expect((await login.ended).status).toBe(0);
    expect(await readlink(home.path(".ovh.conf"))).toBe("dotfiles/first");
    expect(await readlink(home.path("dotfiles/first"))).toBe("../kept/ovh.conf");
    expect(await home.read("kept/ovh.conf")).toContain("consumer_key = ");
    expect(await home.mode("kept")).toBe("700");
  });

  test("keeps the line ends that each line has", () => {
    const text = "; mine\r\n[ovh-eu]\nconsumer_key = old\r\na=1\n\n[b]\r\n";
    expect(setValues(text, "ovh-eu", { consumer_key: "new", more: "2" })).toBe(
      "; mine\r\n[ovh-eu]\nconsumer_key = new\r\na=1\nmore = 2\n\n[b]\r\n",
    );
    expect(setValues("[ovh-eu]\r\nno=end", "ovh-eu", { key: "1" })).toBe("[ovh-eu]\r\nno=end\r\nkey = 1\r\n");
    expect(removeValue(text, "ovh-eu", "consumer_key")).toBe("; mine\r\n[ovh-eu]\na=1\n\n[b]\r\n");
  });

  test("may have half a megabyte of blanks in a line", async () => {
    const { home, sandbox, base } = await homeAndSandbox();
    const { applicationKey, applicationSecret, consumerKey } = sandbox.credentials;
    const keys = `application_key=${applicationKey}\napplication_secret=${applicationSecret}\n`;
    const rest = `[ovh-eu]\n${keys}odd${" ".repeat(500_000)}name=1\n`;
    await home.write(".ovh.conf", `${rest}consumer_key=${consumerKey}\n`);
    expect(await home.run(["logout", ...base])).toMatchObject({ status: 0 });
    expect(await home.read(".ovh.conf")).toBe(rest);
  }, 30_000);

  test("that others may change is told of by every command", async () => {
    const { home, base } = await homeAndSandbox();
    const file = await home.write("ovh.conf", "[default]\nendpoint = ovh-eu\n", 0o602);
    const run = await home.run(["doctor", ...base]);
    expect(run.stderr).toContain(`${file} can be changed by every user of this computer; run chmod 600 ${file}.`);
    expect(run.stdout).toContain(`problem: ${file} can be changed by others than its owner: run chmod 600 ${file}.`);
    await home.write("ovh.conf", "[default]\nendpoint = ovh-eu\n", 0o666);
    const both = await home.run(["doctor", ...base]);
    expect(both.stderr).toContain(`${file} can be read and changed by every user`);
    expect(both.stdout).toContain(`problem: ${file} can be read and changed by others`);
  });
});
