import { expect, test } from "vitest";
import { programOf } from "../../bench/contender.js";
import { ours, oursOfAny } from "../../bench/our-clients.js";
import { compile } from "../../src/compile.js";
import type { Compiler } from "../../src/compiler.js";
import { sharedCalls, spread } from "../../src/schema-calls.js";
import { withProject } from "../../src/with-project.js";

const head = `import { type ClientOf, createClient as createEu, type Operations as Eu } from "@ovh-typed/ovh-eu";
import { createClient as createCa, type Operations as Ca } from "@ovh-typed/ovh-ca";
import type { Operations as Us } from "@ovh-typed/ovh-us";
import { createClient as createAuth } from "@ovh-typed/ovh-us/auth";
type Keys = "GET /me" | "GET /me/bill" | "PUT /me" | "POST /me/accessRestriction/ip" | "DELETE /me/api/credential/{credentialId}";
export declare const eu: ClientOf<Eu, Keys>, ovh: ClientOf<Eu | Ca, Keys>;
`;

/** The errors of a program, each from its code on. */
async function errorsOf(program: string, compiler: Compiler): Promise<string[]> {
  return withProject({ "program.ts": head + program }, async (folder) => {
    const { errors } = await compile(compiler, folder);
    return errors.map((error) => error.replace(/^.*?error TS\d+: /, ""));
  });
}

/** What a client of any of several regions is to a compiler, as tests. */
export function testClientOfAny(compiler: Compiler): void {
  test("is given the client of each, and is called as one of them is", async () => {
    const program = `
      export async function use(ovh: ClientOf<Eu | Ca, Keys>): Promise<string | null | undefined> {
        const { data, error } = await ovh.GET("/me");
        if (error) throw error;
        data satisfies Eu["GET"]["/me"]["response"] | Ca["GET"]["/me"]["response"];
        await ovh.PUT("/me", { body: { ...data, legalform: "other", country: "FR", language: "fr_FR" } });
        const bills: readonly string[] = await ovh.unwrapped.GET("/me/bill", { params: { query: { "date.from": new Date() } } });
        const { response } = await ovh.unwrapped.GET("/me").withResponse();
        await ovh.DELETE("/me/api/credential/{credentialId}", { params: { path: { credentialId: bills.length } } });
        await ovh.request("GET", "/new");
        const customer = ovh.withConsumerKey(response.headers.get("x") ?? undefined);
        await customer.auth.requestConsumerKey({ accessRules: [{ method: "GET", path: "/me" }] });
        return use(customer);
      }
      await use(createEu());
      await use(createCa());
      await use(createCa().withConsumerKey("k"));`;
    expect(await errorsOf(program, compiler)).toEqual([]);
  });

  test("takes what all of them take, and no operation that was not named", async () => {
    const program = `
      await ovh.GET("/me/api/application");
      await ovh.GET("/me", { params: { query: {} } });
      await ovh.DELETE("/me/api/credential/{credentialId}");
      export const client: ClientOf<Eu | Ca, Keys> = createAuth();`;
    expect(await errorsOf(program, compiler)).toHaveLength(4);
  });

  test("names the region that lacks an operation, and where none has it the operation", async () => {
    const program = `
      export async function use(ovh: ClientOf<Eu | Us, "GET /me" | "GET /allDom">) { await ovh.GET("/me"); }
      await use(createEu());
      export type Any = ClientOf<Eu | Us, "GET /mee">;`;
    expect(await errorsOf(program, compiler)).toEqual([
      `Property 'GET' does not exist on type '"ovh-us has no GET /allDom"'.`,
      `Argument of type 'OvhClient' is not assignable to parameter of type '"ovh-us has no GET /allDom"'.`,
      expect.stringContaining(`Type '"GET /mee"' does not satisfy the constraint`),
    ]);
  });

  test("takes at most twice what one takes", async () => {
    const shared = await sharedCalls();
    const [one, any] = await Promise.all(
      [ours, oursOfAny(shared)].map((client) =>
        withProject({ "calls.ts": programOf(client, spread(shared, 200)) }, (folder) => compile(compiler, folder)),
      ),
    );
    expect([one?.errors, any?.errors]).toEqual([[], []]);
    expect(any?.figures.instantiations).toBeLessThanOrEqual(2 * one!.figures.instantiations);
  });
}
