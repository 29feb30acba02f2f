import type { PinnedApi } from "@ovh-typed/codegen";
import { expect, test } from "vitest";
import { type ChangesetReport, formatChangesetReport, recordReleases, writeChangesets } from "../src/index.js";
import { createRepository, type Repository, version } from "./repository.js";
import { shop, without } from "./shop.js";

const endpoints = ["ovh-ca", "ovh-eu"];
const file = ".changeset/pin-ovh-ca.md";

async function repositoryAt(released = "1.2.0"): Promise<Repository> {
  return createRepository({ "ovh-ca": shop(), "ovh-eu": shop() }, released);
}

function outcomes(reports: readonly ChangesetReport[]): string[] {
  return reports.map(({ endpoint, outcome, bump }) => `${endpoint} ${outcome} ${bump}`);
}

test("a pull that adds, removes and breaks operations makes that region's package major, and no other", async () => {
  await using repository = await repositoryAt();
  const changed = shop(
    {
      "GET /shop/tea": { returns: "string" },
      "GET /shop/1": { returns: "long", status: "DEPRECATED", deprecated: { replacement: "/shop/2" } },
      "POST /shop/order": { body: { size: "string", milk: "boolean!" } },
    },
    { "shop.Cup": { properties: { size: "string", milk: "boolean" } } },
  );
  repository.served.set("ovh-ca", without(changed, "GET /shop/mug"));
  await repository.pull("ovh-ca");
  const reports = await writeChangesets(repository.folder, endpoints);
  expect(outcomes(reports)).toEqual(["ovh-ca written major", "ovh-eu none undefined"]);
  expect(reports.map(formatChangesetReport).join("\n")).toMatchInlineSnapshot(`
    "ovh-ca: .changeset/pin-ovh-ca.md: major
      TypeScript: 1 breaking, 0 soft, 41 compatible
      the diff agrees on 42 of 42 operations (100 %)
    ovh-eu: the pin is that of the last release"
  `);
  expect(await repository.read(file)).toMatchInlineSnapshot(`
    "---
    # Written by \`pnpm schemas:pull\` (04ee3da066fbe5d3), which keeps what somebody has edited.
    "@ovh-typed/ovh-ca": major
    ---

    Pinned at OVH's schemas of 2026-11-27 (v1): 43 operations, 1 new, 1 gone, 1 no longer as before.

    **Gone**

    - GET /shop/mug: is gone, as announced; instead: /shop/cup

    **No longer as it was**

    - POST /shop/order: body.milk is new and has to be sent: boolean

    **Deprecated**

    - GET /shop/1: is DEPRECATED, was PRODUCTION; instead: /shop/2

    **New**

    - GET /shop/tea: is new

    **More**

    - shop.Cup (GET /shop/cup): milk is new: boolean
    "
  `);

  await version(repository);
  expect(JSON.parse(await repository.read("packages/ovh-ca/package.json"))).toMatchObject({ version: "2.0.0" });
  expect(JSON.parse(await repository.read("packages/ovh-eu/package.json"))).toMatchObject({ version: "1.2.0" });
  expect(await repository.read("packages/ovh-ca/CHANGELOG.md")).toMatchInlineSnapshot(`
    "# @ovh-typed/ovh-ca

    ## 2.0.0

    ### Major Changes

    - Pinned at OVH's schemas of 2026-11-27 (v1): 43 operations, 1 new, 1 gone, 1 no longer as before.

      **Gone**

      - GET /shop/mug: is gone, as announced; instead: /shop/cup

      **No longer as it was**

      - POST /shop/order: body.milk is new and has to be sent: boolean

      **Deprecated**

      - GET /shop/1: is DEPRECATED, was PRODUCTION; instead: /shop/2

      **New**

      - GET /shop/tea: is new

      **More**

      - shop.Cup (GET /shop/cup): milk is new: boolean
    "
  `);
  await expect(repository.read("packages/ovh-eu/CHANGELOG.md")).rejects.toThrow("ENOENT");
  await recordReleases(repository.folder, ["ovh-ca"]);
  await recordReleases(repository.folder, endpoints);
  const released = { captured: { v1: "2026-11-27" } };
  expect(JSON.parse(await repository.read("packages/ovh-ca/releases.json"))).toEqual([
    { version: "2.0.0", ...released },
  ]);
  expect(JSON.parse(await repository.read("packages/ovh-eu/releases.json"))).toEqual([
    { version: "1.2.0", ...released },
  ]);
  await repository.run("git", "add", "--all");
  await repository.run("git", "commit", "--quiet", "--message", "2.0.0");
  expect(outcomes(await writeChangesets(repository.folder, endpoints))).toEqual([
    "ovh-ca none undefined",
    "ovh-eu none undefined",
  ]);
});

test("what the compiler alone finds is told, and what breaks by an enum among what breaks", async () => {
  await using repository = await repositoryAt();
  const sizes = (...members: string[]): PinnedApi["models"] => ({ "shop.Size": { enum: members } });
  const sized = { query: { size: "shop.Size" }, returns: "long" } as const;
  repository.served.set("ovh-ca", shop({ "GET /shop/1": sized }, sizes("tall", "short")));
  await repository.pull("ovh-ca");
  await repository.run("git", "commit", "--quiet", "--all", "--amend", "--no-edit");
  const taken = shop(
    { "GET /shop/1": { ...sized, iam: ["shop:get"] }, "POST /shop/order": { body: "shop.Order!" } },
    { ...sizes("tall"), "shop.Order": { properties: { size: "string" } } },
  );
  repository.served.set("ovh-ca", taken);
  await repository.pull("ovh-ca");
  expect(outcomes(await writeChangesets(repository.folder, ["ovh-ca"]))).toEqual(["ovh-ca written major"]);
  expect((await repository.read(file)).split("\n").slice(5)).toMatchInlineSnapshot(`
    [
      "Pinned at OVH's schemas of 2026-11-27 (v1): 43 operations.",
      "",
      "**No longer as it was**",
      "",
      "- shop.Size (GET /shop/1): takes fewer values: without "short"",
      "- \`POST /shop/order\`: what was written for it may no longer compile",
      "",
      "**Life cycle and rights**",
      "",
      "- GET /shop/1: needs other IAM actions: none → shop:get",
      "",
    ]
  `);
});

test("two pulls leave one changeset with the sum of both, and what is taken back leaves none", async () => {
  await using repository = await repositoryAt();
  const write = async (): Promise<string[]> => outcomes(await writeChangesets(repository.folder, ["ovh-ca"]));
  repository.served.set("ovh-ca", shop({ "GET /shop/tea": {} }));
  await repository.pull("ovh-ca");
  expect(await write()).toEqual(["ovh-ca written minor"]);
  expect(await write()).toEqual(["ovh-ca unchanged minor"]);
  await repository.run("git", "add", "--all");
  await repository.run("git", "commit", "--quiet", "--message", "pulled");

  repository.served.set("ovh-ca", without(shop({ "GET /shop/tea": {} }), "GET /shop/mug"));
  await repository.pull("ovh-ca");
  expect(await write()).toEqual(["ovh-ca written major"]);
  const sum = await repository.read(file);
  expect(sum).toContain("- GET /shop/tea: is new");
  expect(sum).toContain("- GET /shop/mug: is gone, as announced; instead: /shop/cup");

  repository.served.set("ovh-ca", shop());
  await repository.pull("ovh-ca");
  expect(await write()).toEqual(["ovh-ca removed undefined"]);
  await expect(repository.read(file)).rejects.toThrow("ENOENT");
});

test("before 1.0.0 what breaks is minor, and all else a patch", async () => {
  await using repository = await repositoryAt("0.3.1");
  const found: string[] = [];
  for (const changed of [
    without(shop(), "GET /shop/mug"),
    shop({ "GET /shop/tea": {} }),
    shop({ "GET /shop/cup": { returns: "shop.Cup", iam: ["shop:cup/get"] } }),
  ]) {
    repository.served.set("ovh-ca", changed);
    await repository.pull("ovh-ca");
    found.push(...outcomes(await writeChangesets(repository.folder, ["ovh-ca"])));
  }
  expect(found).toEqual(["ovh-ca written minor", "ovh-ca written patch", "ovh-ca written patch"]);
});

test("a package that was never released is told of its first pin", async () => {
  await using repository = await repositoryAt("0.0.0");
  expect(outcomes(await writeChangesets(repository.folder, ["ovh-ca"]))).toEqual(["ovh-ca written minor"]);
  expect(await repository.read(file)).toContain("\n\nPinned at OVH's schemas of 2026-11-27 (v1): 43 operations.\n");
});

test("a changeset that somebody has edited is kept, and what it has to say is said", async () => {
  await using repository = await repositoryAt();
  repository.served.set("ovh-ca", without(shop(), "GET /shop/mug"));
  await repository.pull("ovh-ca");
  await writeChangesets(repository.folder, ["ovh-ca"]);
  const edited = (await repository.read(file)).replace('"@ovh-typed/ovh-ca": major', '"@ovh-typed/ovh-ca": minor');
  await repository.write(file, edited);
  const said = async (): Promise<string> =>
    (await writeChangesets(repository.folder, ["ovh-ca"])).map(formatChangesetReport).join("\n");
  expect(await said()).toContain(
    `ovh-ca: ${file} was edited by hand and is kept: it says minor, the schemas prove major\n` +
      "  It has to say major at least, or remove it: it is written anew then.",
  );
  expect(await repository.read(file)).toBe(edited);

  const words = (await repository.read(file)).replace(": minor", ": major").replace("Pinned", "Now pinned");
  await repository.write(file, words);
  expect(await said()).toContain("it says major, the schemas prove major\n  TypeScript:");
  await repository.write(file, "no changeset\n");
  expect(await said()).toContain("it says nothing of this package, the schemas prove major\n  It has to say major");
});

test("a version whose commit is not in the history is asked for", async () => {
  await using repository = await repositoryAt();
  await repository.write("packages/ovh-ca/package.json", '{ "name": "@ovh-typed/ovh-ca", "version": "1.3.0" }');
  await expect(writeChangesets(repository.folder, ["ovh-ca"])).rejects.toThrow(
    "No commit has packages/ovh-ca/package.json at version 1.3.0 with a pin beside it: commit the version, or fetch",
  );
});
