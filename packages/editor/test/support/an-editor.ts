import { afterAll, beforeAll, expect, test } from "vitest";
import type { Compiler } from "../../src/compiler.js";
import type { LanguageServer } from "../../src/language-server.js";
import { positionOf } from "../../src/position.js";
import { startLanguageServer } from "../../src/start-language-server.js";
import { inProject, pathsByMap, projectFolder } from "./fixture.js";
import { mistakes } from "./mistakes.js";

const paths = pathsByMap();

const head = `import { createClient } from "@ovh-typed/ovh-eu";\nconst ovh = createClient();\n`;

// TypeScript 7.0 shows no doc comment on properties of mapped types: https://github.com/microsoft/typescript-go/pull/4685.
// When a newer one does, this set becomes empty and goes.
const silentOnMappedTypes = new Set(["TypeScript 7.0"]);

/** What an editor shows, as tests. */
export function testEditor(compiler: Compiler): void {
  let server: LanguageServer;
  const isDocumented = !silentOnMappedTypes.has(compiler.name);

  beforeAll(async () => {
    server = await startLanguageServer(compiler, projectFolder);
    await server.open(inProject("calls.ts"));
  });

  afterAll(() => server.close());

  test("finds nothing wrong in the example as it is on the disk", async () => {
    expect((await server.diagnostics()).filter(({ severity }) => severity === "error")).toEqual([]);
  });

  test.each([
    ["an empty path", `await ovh.GET("`, `");`],
    ["the beginning of a path", `await ovh.GET("/domain/zo`, `");`],
    ["a path of the second shape", `await ovh.get["`, `"]();`],
  ])("completes %s with every path that has a GET", async (_, before, after) => {
    await server.change(`${head}${before}${after}`);
    const entries = await server.completions(positionOf(head + before, before));
    expect(entries.map(({ name }) => name).sort()).toEqual(paths.get("GetOperations"));
  });

  test.each([
    ["POST", "PostOperations"],
    ["PUT", "PutOperations"],
    ["DELETE", "DeleteOperations"],
  ])("completes the paths of %s", async (method, map) => {
    const before = `await ovh.${method}("`;
    await server.change(`${head}${before}");`);
    const entries = await server.completions(positionOf(head + before, before));
    expect(entries.map(({ name }) => name).sort()).toEqual(paths.get(map));
  });

  test("completes lists with their paths, and what they are read by", async () => {
    const offered = async (before: string, after: string): Promise<string[]> => {
      await server.change(`${head}${before}${after}`);
      return (await server.completions(positionOf(head + before, before))).map(({ name }) => name).sort();
    };
    expect(await offered(`ovh.paginate("`, `");`)).toEqual(paths.get("ListItems"));
    expect(await offered(`ovh.paginate("/domain/zone", { sort: "`, `" });`)).toEqual(
      expect.arrayContaining(["dnssecSupported", "lastUpdate", "name"]),
    );
    expect(await offered(`for await (const zone of ovh.paginate("/domain/zone")) zone.`, "")).toContain("nameServers");
  });

  test("completes what a call is given: parameters, body, members of an enum", async () => {
    const offered = async (before: string, after: string): Promise<string[]> => {
      await server.change(`${head}${before}${after}`);
      return (await server.completions(positionOf(head + before, before))).map(({ name }) => name).sort();
    };
    const params = `await ovh.GET("/me/api/credential", { params: { query: { `;
    expect(await offered(params, "} } });")).toEqual(["applicationId", "status"]);
    expect(await offered(`${params}status: "`, `" } } });`)).toEqual(
      expect.arrayContaining(["expired", "pendingValidation", "refused", "validated"]),
    );
    const body = `await ovh.POST("/domain/zone/{zoneName}/record", { params: { path: { zoneName: "" } }, body: { `;
    expect(await offered(body, "} });")).toEqual(["fieldType", "subDomain", "target", "ttl"]);
  });

  test.each([
    ["an empty path", "", undefined],
    ["the beginning of a path", "/domain/zone/{zoneName}/rec", "/domain/zone/{zoneName}/record/{id}"],
    ["what a path goes on with", "/me", "/me/bill"],
  ])("completes %s in an access rule", async (_, begun, offered) => {
    const before = `await ovh.auth.requestConsumerKey({ accessRules: [{ method: "PUT", path: "/sms/*" }, { method: "GET", path: "${begun}`;
    await server.change(`${head}${before}" }] });`);
    const names = (await server.completions(positionOf(head + before, before))).map(({ name }) => name).sort();
    const maps = ["GetOperations", "PostOperations", "PutOperations", "DeleteOperations"];
    const all = [...new Set(maps.flatMap((map) => paths.get(map)!))].sort();
    expect(names).toEqual(offered === undefined ? all : all.filter((path) => path.startsWith(begun)));
    expect(names).toContain(offered ?? "/me");
  });

  test("names the model of an answer, not its fields", async () => {
    const text = `${head}const { data: me } = await ovh.GET("/me");`;
    await server.change(text);
    const hover = await server.hover(positionOf(text, "data: me"));
    expect(hover?.signature).toBe("const me: NichandleNichandle | undefined");
  });

  test("explains an operation of the second shape, and leads to its definition", async () => {
    const text = `${head}await ovh.get["/me"]();`;
    await server.change(text);
    const position = positionOf(text, `get["/me`);
    const { signature, documentation } = (await server.hover(position))!;
    expect(signature).toContain("Promise<Result<NichandleNichandle>>");
    expect(signature.length).toBeLessThan(150);
    const link = "(https://eu.api.ovh.com/console/?section=%2Fme&branch=v1#get-/me)";
    expect(documentation.startsWith("[GET") && documentation.includes(link)).toBe(isDocumented);

    const [definition, ...others] = await server.definition(position);
    expect(definition?.file).toMatch(/ovh-eu[\\/]generated[\\/]api[\\/]me\.d\.ts$/);
    expect(others).toEqual([]);
  });

  test("strikes a deprecated operation through, in the list and in the text", async () => {
    const path = "/domain/data/extension";
    const text = `${head}await ovh.get["${path}"]();`;
    await server.change(text);
    const position = positionOf(text, `get["`);
    const struckThrough = (await server.completions(position)).filter(({ deprecated }) => deprecated);
    expect(struckThrough.map(({ name }) => name)).toContain(path);
    expect(struckThrough.map(({ name }) => name)).not.toContain("/me");
    const diagnostics = await server.diagnostics();
    expect(diagnostics).toMatchObject([
      { message: `'${path}' is deprecated.`, severity: "suggestion", deprecated: true },
    ]);
    const hover = await server.hover(position);
    expect(hover?.documentation.includes("use /domain/extensions")).toBe(isDocumented);
  });

  test.each(mistakes)("corrects $what in a short sentence", async ({ code, culprit, message }) => {
    const text = head + code;
    await server.change(text);
    const errors = (await server.diagnostics()).filter(({ severity }) => severity === "error");
    expect(errors).toMatchObject([{ message, position: positionOf(text, culprit, 0) }]);
    expect(message.split("\n")[0]!.length).toBeLessThan(160);
    expect(message).not.toContain("response");
  });

  test.runIf(process.platform === "linux")("has told how much memory it takes", async () => {
    expect(await server.peakMemory()).toBeGreaterThan(50e6);
  });
}
