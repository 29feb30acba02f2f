import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { allow } from "../test/support/consent-page.js";
import { homeAndSandbox } from "../test/support/home.js";

describe("the file of the keys", () => {
  test("has a section of each login, however many end at once", async () => {
    const { home, base, variables } = await homeAndSandbox();
    const profiles = Array.from({ length: 8 }, (_, index) => `account-${index}`);
    const logins = profiles.map((name) =>
      home.start(["login", ...base, "--endpoint", "ovh-eu", "--profile", name], variables.application),
    );
    await Promise.all(logins.map((login) => login.said(/Ctrl-C stops/)));
    await Promise.all(logins.map(allow));
    expect((await Promise.all(logins.map(({ ended }) => ended))).map(({ status }) => status)).toEqual(
      profiles.map(() => 0),
    );
    const sections = [
      ...(await home.read(".ovh.conf")).matchAll(
        /^\[ovh-eu:(.+)\]\napplication_key = .+\napplication_secret = .+\nconsumer_key = /gm,
      ),
    ];
    expect(sections.map(([, name]) => name).toSorted()).toEqual(profiles);
    expect(await readdir(home.folder)).toEqual([".ovh.conf"]);
  }, 60_000);

  test("has no copy of a login that was killed, once the next one has ended", async () => {
    const { home, base, variables } = await homeAndSandbox();
    const preload = fileURLToPath(new URL("../test/fixtures/stopped-at-the-move.mjs", import.meta.url));
    const killed = home.start(["login", ...base], { ...variables.application, NODE_OPTIONS: `--import=${preload}` });
    await allow(killed);
    await killed.said(/about to move/);
    killed.kill("SIGKILL");
    expect((await killed.ended).status).toBe(null);
    expect((await readdir(home.folder)).length).toBeGreaterThan(0);
    const next = home.start(["login", ...base], variables.application);
    await allow(next);
    expect((await next.ended).status).toBe(0);
    expect(await readdir(home.folder)).toEqual([".ovh.conf"]);
  }, 60_000);
});
