import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { endpoints } from "@ovh-typed/core";
import { describe, expect, onTestFinished, test } from "vitest";
import { createSandbox } from "../src/index.js";
import { call } from "./support/caller.js";
import { fixtureSandbox } from "./support/fixture-sandbox.js";
import { send } from "./support/send.js";

describe("a sandbox", () => {
  test("listens on loopback and says where", async () => {
    const sandbox = await fixtureSandbox();
    expect(sandbox.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(sandbox.baseUrl).toBe(`${sandbox.url}/1.0`);
  });

  test("hands out keys of OVH's lengths that nobody takes for OVH's, new ones each time", async () => {
    const [one, other] = [await fixtureSandbox(), await fixtureSandbox()];
    expect(one.credentials).toEqual({
      applicationKey: expect.stringMatching(/^sbx[0-9A-Za-z]{13}$/) as string,
      applicationSecret: expect.stringMatching(/^sbx[0-9A-Za-z]{29}$/) as string,
      consumerKey: expect.stringMatching(/^sbx[0-9A-Za-z]{29}$/) as string,
    });
    const keys = [...Object.values(one.credentials), ...Object.values(other.credentials)];
    expect(new Set(keys).size).toBe(6);
  });

  test("takes the port it is given, when it is free", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    await expect(fixtureSandbox({ port })).rejects.toThrow(
      `The sandbox could not listen on 127.0.0.1:${port}: listen EADDRINUSE`,
    );
    await new Promise((resolve) => server.close(resolve));
    expect((await fixtureSandbox({ port })).url).toBe(`http://127.0.0.1:${port}`);
  });

  test("answers many at a time, each with what it asked for", async () => {
    const sandbox = await fixtureSandbox();
    const names = Array.from({ length: 100 }, (_, index) => `service-${index}`);
    const received = await Promise.all(names.map((name) => call(sandbox, "GET", `/1.0/cdn/dedicated/${name}`)));
    expect(received.map(({ json }) => (json as { serviceName: string }).serviceName)).toEqual(names);
    expect(new Set(received.map(({ headers }) => headers["x-ovh-queryid"])).size).toBe(100);
  });

  test("closes, twice if told so, and cuts what is connected", async () => {
    const sandbox = await fixtureSandbox();
    const kept = await fetch(`${sandbox.baseUrl}/auth/time`, { keepalive: true });
    expect(await kept.json()).toEqual(expect.any(Number));
    await Promise.all([sandbox.close(), sandbox.close()]);
    await sandbox.close();
    await expect(send({ url: `${sandbox.baseUrl}/auth/time` })).rejects.toThrow("ECONNREFUSED");
  });

  test.each(["eu.api.ovh.com", "ftp://eu.api.ovh.com", ""])("refuses %j as publicUrl", async (publicUrl) => {
    await expect(fixtureSandbox({ publicUrl })).rejects.toThrow(
      `publicUrl is ${JSON.stringify(publicUrl)}, which is no http or https URL. Give an origin such as https://eu.api.ovh.com.`,
    );
  });

  test("of an unknown endpoint is an error that lists the known ones", async () => {
    const error: unknown = await createSandbox({ endpoint: "ovh-mars" }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "OvhConfigError" });
    for (const name of Object.keys(endpoints)) expect(String(error)).toContain(name);
  });
});
