import { beforeAll, describe, expect, test } from "vitest";
import { programOf } from "../../bench/contender.js";
import { ours, oursLookedUp, oursOfMe } from "../../bench/our-clients.js";
import { compile } from "../../src/compile.js";
import type { Compiler } from "../../src/compiler.js";
import { schemaCalls, type SchemaCall, spread } from "../../src/schema-calls.js";
import { withProject } from "../../src/with-project.js";

// These counts depend on the types alone, not on the machine. Raise a limit of instantiations or types only together
// with a new pin of which they are the price (more APIs, more fields), or for a feature that an editor shows, after
// `pnpm bench:types` has shown that nobody waits for it. Never for a change of the client's own types that a cheaper
// form could make.
const limits = [
  { client: ours, calls: 3, instantiations: 1000, types: 15_000 },
  { client: ours, calls: 200, instantiations: 20_000, types: 21_000 },
  { client: oursLookedUp, calls: 3, instantiations: 1000, types: 6000 },
  { client: oursLookedUp, calls: 200, instantiations: 20_000, types: 10_000 },
  { client: oursOfMe, calls: 3, instantiations: 1000, types: 1500 },
] as const;

/** Tests what calls cost a compiler. */
export function testLimits(compiler: Compiler): void {
  describe(`with ${compiler.name}`, () => {
    let all: SchemaCall[];
    beforeAll(async () => {
      all = await schemaCalls();
    });

    test("lists, their conditions and waits take at most 3,000 instantiations more than a call", async () => {
      const program = (lines: string): string =>
        `import { createClient } from "@ovh-typed/ovh-eu";\nconst ovh = createClient();\nvoid ovh.GET("/me");\n${lines}`;
      const lines = `
for await (const { name } of ovh.paginate("/domain/zone", { sort: "name", filter: { dnssecSupported: true } })) void name;
void ovh.paginate("/me/api/credential", { query: { status: "validated" }, items: false }).toArray();
void ovh.batch("/me/api/credential/{credentialId}/application", [1]);
void ovh.waitFor(ovh.POST("/vps/{serviceName}/reboot", { params: { path: { serviceName: "vps-1" } } }));
void ovh.waitFor("/me", {}, ({ city }) => city === "Roubaix");`;
      const count = async (text: string): Promise<number> =>
        withProject({ "calls.ts": text }, async (folder) => {
          const { errors, figures } = await compile(compiler, folder);
          expect(errors).toEqual([]);
          return figures.instantiations;
        });
      expect((await count(program(lines))) - (await count(program("")))).toBeLessThanOrEqual(3000);
    });

    test.each(limits)(
      "$calls calls of $client.name take at most $instantiations instantiations",
      async ({ client, calls, instantiations, types }) => {
        const covered = all.filter(({ path }) => client.covers === "everything" || path.startsWith(client.covers));
        await withProject({ "calls.ts": programOf(client, spread(covered, calls)) }, async (folder) => {
          const { errors, figures } = await compile(compiler, folder);
          expect(errors).toEqual([]);
          expect(figures.instantiations).toBeLessThanOrEqual(instantiations);
          expect(figures.types).toBeLessThanOrEqual(types);
        });
      },
    );
  });
}
