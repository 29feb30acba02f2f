import { endpoints } from "@ovh-typed/core";
import { describe, expect, test } from "vitest";
import { PathTree, pathValues } from "../src/catalogue/path-tree.js";
import { call } from "./support/caller.js";
import { fixtureSandbox } from "./support/fixture-sandbox.js";
import { fixtureSource } from "./support/fixture-source.js";
import { send } from "./support/send.js";

const notFound = { class: "Client::NotFound", message: "Got an invalid (or empty) URL" };

describe("a path", () => {
  test.each([
    ["/cdn/dedicated/pops", { route: "pops" }],
    ["/cdn/dedicated/pops/rbx", { route: "pop", name: "rbx" }],
    ["/cdn/dedicated/cdn-1", { route: "service", serviceName: "cdn-1" }],
    ["/cdn/dedicated/cdn-1/domains", { route: "domains", serviceName: "cdn-1" }],
    ["/cdn/dedicated/pops/domains", { route: "pop", name: "domains" }],
  ])("%s takes its fixed segments before its variables", async (path, answer) => {
    const sandbox = await fixtureSandbox();
    expect((await call(sandbox, "GET", `/1.0${path}`)).json).toMatchObject(answer);
  });

  test("keeps an encoded slash inside its segment", async () => {
    const sandbox = await fixtureSandbox();
    const answer = await call(sandbox, "GET", "/1.0/ip/192.0.2.0%2F28");
    expect(answer.json).toEqual({ ip: "192.0.2.0/28", type: "string" });
    expect((await call(sandbox, "GET", "/1.0/ip/192.0.2.0/28")).status).toBe(404);
  });

  test("is decoded once", async () => {
    const sandbox = await fixtureSandbox();
    const answer = await call(sandbox, "GET", "/1.0/cdn/dedicated/a%252Fb");
    expect(answer.json).toMatchObject({ serviceName: "a%2Fb" });
  });

  test.each([
    "/1.0",
    "/1.0/",
    "/1.0/me//",
    "/1.0//me",
    "/1.0/nothing",
    "/1.0/me/nothing",
    "/1.0/cdn",
    "/1.0/cdn/dedicated",
    "/1.0/cdn/dedicated/./domains",
    "/1.0/cdn/dedicated/%2e%2e/domains",
    "/1.0/cdn/dedicated/%E0%A4%A/domains",
    "/1.0/meteo",
    "/1.0/v2/iam/policy",
    "/1.0/__proto__",
    "/2.0/me",
    "/constructor/me",
    "/v2/me",
    "/",
  ])("%s is not found, signed or not", async (path) => {
    const sandbox = await fixtureSandbox();
    expect(await call(sandbox, "GET", path)).toMatchObject({ status: 404, json: notFound });
    expect(await send({ url: sandbox.url + path })).toMatchObject({ status: 404, json: notFound });
  });

  test.each(["POST", "DELETE", "PATCH", "OPTIONS"])(
    "does not answer to %s when the pin has no such call",
    async (method) => {
      const sandbox = await fixtureSandbox();
      expect(await call(sandbox, method, "/1.0/me")).toMatchObject({
        status: 405,
        json: { class: "Client::MethodNotAllowed", message: `The call does not answer to the ${method} HTTP method` },
      });
    },
  );
});

describe("versions", () => {
  test("/1.0 and /v1 are the same, /v2 is its own", async () => {
    const sandbox = await fixtureSandbox();
    expect((await call(sandbox, "GET", "/v1/me")).json).toEqual((await call(sandbox, "GET", "/1.0/me")).json);
    expect((await call(sandbox, "GET", "/v2/iam/policy")).json).toEqual(["string"]);
    expect((await send({ url: `${sandbox.url}/v1/auth/time` })).status).toBe(200);
    expect((await send({ url: `${sandbox.url}/v2/auth/time` })).status).toBe(404);
  });

  test("an endpoint of old has /1.0 alone", async () => {
    const sandbox = await fixtureSandbox({ endpoint: endpoints["kimsufi-eu"] });
    expect((await call(sandbox, "GET", "/1.0/me")).status).toBe(200);
    expect(await call(sandbox, "GET", "/v1/me")).toMatchObject({ status: 404, json: notFound });
    expect(await call(sandbox, "GET", "/v2/iam/policy")).toMatchObject({ status: 404, json: notFound });
  });
});

describe("schemas", () => {
  test("are read for the APIs that are called, once", async () => {
    const source = fixtureSource();
    const sandbox = await fixtureSandbox({ source });
    expect(source.read).toEqual([]);
    await Promise.all(["/1.0/me", "/1.0/me", "/1.0/me/api/credential"].map((path) => call(sandbox, "GET", path)));
    await call(sandbox, "GET", "/1.0/ip/192.0.2.1");
    expect(source.read).toEqual(["v1/me", "v1/ip"]);
  });

  test("that cannot be read are an error of the sandbox, and read again by the next call", async () => {
    const source = fixtureSource();
    let failures = 0;
    const document: typeof source.document = (api) => {
      failures += 1;
      return failures === 1 ? Promise.reject(new Error("no such file")) : source.document(api);
    };
    const sandbox = await fixtureSandbox({ source: { ...source, document } });
    expect(await call(sandbox, "GET", "/1.0/me")).toMatchObject({
      status: 500,
      json: { class: "Server::InternalServerError", message: "The sandbox could not answer: no such file" },
    });
    expect((await call(sandbox, "GET", "/1.0/me")).status).toBe(200);
  });
});

describe("the tree of paths", () => {
  test("goes back to a variable when the fixed segment leads nowhere", () => {
    const tree = new PathTree<string>();
    for (const template of ["/a/{x}/b/c", "/a/fixed/{y}/d", "/a/{x}/{y}/e", "/{w}/fixed/b/f"])
      tree.add(template, template);
    const find = (path: string): string | undefined => tree.find(path.split("/").slice(1));
    expect(find("/a/fixed/b/c")).toBe("/a/{x}/b/c");
    expect(find("/a/fixed/b/d")).toBe("/a/fixed/{y}/d");
    expect(find("/a/fixed/b/e")).toBe("/a/{x}/{y}/e");
    expect(find("/a/fixed/b/f")).toBe("/{w}/fixed/b/f");
    expect(find("/a/fixed/b")).toBeUndefined();
    expect(find("/a/fixed/b/c/d")).toBeUndefined();
  });

  test("names the values", () => {
    expect(pathValues("/a/{x}/b/{y}", ["a", "1", "b", "2"])).toEqual({ x: "1", y: "2" });
  });

  test("finds one of 5,000 templates within a tenth of a millisecond", () => {
    const tree = new PathTree<number>();
    for (let index = 0; index < 5000; index += 1) tree.add(`/api/${index}/{name}/part/{id}/${index % 7}`, index);
    const start = performance.now();
    for (let round = 0; round < 10_000; round += 1) tree.find(["api", "4321", "x", "part", "y", "2"]);
    expect(tree.find(["api", "4321", "x", "part", "y", "2"])).toBe(4321);
    expect((performance.now() - start) / 10_000).toBeLessThan(0.1);
  });
});
