import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { enums, isMember } from "@ovh-typed/ovh-eu/enums/auth";
import { describe, expect, test } from "vitest";

const folder = fileURLToPath(new URL("../generated/", import.meta.url));
const pins = fileURLToPath(new URL("../../../schemas/ovh-eu/", import.meta.url));

interface PinnedModels {
  readonly models: Readonly<Record<string, { readonly enum?: readonly unknown[]; readonly enumType?: string }>>;
}

describe("the enums of an API", () => {
  test("are its pin's, those of every API", async () => {
    let count = 0;
    for (const file of readdirSync(pins, { recursive: true, encoding: "utf8" })) {
      if (!/^v\d.*\.json$/.test(file)) continue;
      const { models } = JSON.parse(readFileSync(join(pins, file), "utf8")) as PinnedModels;
      const pinned = Object.entries(models).flatMap(([name, { enum: members, enumType }]) =>
        members && members.length > 0 ? [[name, enumType === "long" ? members.map(Number) : members] as const] : [],
      );
      if (pinned.length === 0) continue;
      const module = `@ovh-typed/ovh-eu/enums/${file.replace(/^v1\//, "").replace(/\.json$/, "")}`;
      const { enums } = (await import(module)) as { enums: Record<string, unknown> };
      expect({ module, enums }).toEqual({ module, enums: Object.fromEntries(pinned) });
      count += pinned.length;
    }
    expect(count).toBeGreaterThan(2500);
  });

  test("guard what is sent", () => {
    const states = enums["auth.CredentialStateEnum"];
    expect(isMember(states, "validated")).toBe(true);
    for (const other of ["valid", "Validated", "", "length", "constructor", 0, null, undefined, ["validated"]]) {
      expect(isMember(states, other)).toBe(false);
    }
  });

  test("are in no bundle of a program that does not import them, nor are IAM tables", () => {
    const files = [resolve(folder, "../dist/index.js"), resolve(folder, "api/auth.js")];
    for (const file of files) {
      const text = readFileSync(file, "utf8");
      const specifiers = text.matchAll(/\b(?:from |import\()"(\.[^"]+)"/g);
      for (const [, specifier = ""] of specifiers) {
        const next = resolve(dirname(file), specifier);
        if (next.endsWith(".js") && !files.includes(next)) files.push(next);
      }
    }
    // What is bundled together says of each part which file it was.
    const parts = files.flatMap((file) => [...readFileSync(file, "utf8").matchAll(/^\/\/ (generated\/.*\.js)$/gm)]);
    const loaded = files.map((file) => file.slice(resolve(folder, "..").length + 1));
    const modules = [...loaded, ...parts.map(([, name = ""]) => name)];
    expect(modules).toEqual(expect.arrayContaining(["generated/tables.js", "generated/expanded.js"]));
    expect(modules.filter((name) => /enums|iam/.test(name))).toEqual([]);
  });
});
