import { lstat, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { removeValue, setValues } from "../src/config/edit.js";
import { editPrivately } from "../src/config/private-file.js";
import { temporaryFolder } from "./support/folder.js";

describe("a value is set in ovh.conf", () => {
  const cases: readonly (readonly [what: string, before: string, after: string])[] = [
    ["in an empty file", "", "[ovh-eu]\nconsumer_key = new\n"],
    [
      "behind what is there",
      "; mine\n[default]\nendpoint=ovh-eu",
      "; mine\n[default]\nendpoint=ovh-eu\n\n[ovh-eu]\nconsumer_key = new\n",
    ],
    ["in place of the old one", "[ovh-eu]\nconsumer_key=old\n", "[ovh-eu]\nconsumer_key=new\n"],
    ["with its own spacing", "[ovh-eu]\n  consumer_key =  old\n", "[ovh-eu]\n  consumer_key =  new\n"],
    ["not in a comment", "[ovh-eu]\n;consumer_key=old\n", "[ovh-eu]\n;consumer_key=old\nconsumer_key = new\n"],
    [
      "not in another section",
      "[ovh-ca]\nconsumer_key=ca\n[ovh-eu]\n",
      "[ovh-ca]\nconsumer_key=ca\n[ovh-eu]\nconsumer_key = new\n",
    ],
    ["before the empty lines", "[ovh-eu]\na=1\n\n\n[b]\n", "[ovh-eu]\na=1\nconsumer_key = new\n\n\n[b]\n"],
    [
      "where the section goes on",
      "[ovh-eu]\na=1\n[b]\n[ovh-eu]\nconsumer_key=old\n",
      "[ovh-eu]\na=1\n[b]\n[ovh-eu]\nconsumer_key=new\n",
    ],
    ["after a byte order mark", "\uFEFF[ovh-eu]\n", "\uFEFF[ovh-eu]\nconsumer_key = new\n"],
    ["with the file's line ends", "[ovh-eu]\r\na=1\r\n", "[ovh-eu]\r\na=1\r\nconsumer_key = new\r\n"],
  ];

  test.for(cases)("%s", ([_, before, after]) => {
    expect(setValues(before, "ovh-eu", { consumer_key: "new" })).toBe(after);
    // Again changes nothing, and a dollar sign in a value stands for itself.
    expect(setValues(after, "ovh-eu", { consumer_key: "new" })).toBe(after);
    expect(setValues(after, "ovh-eu", { consumer_key: "$1$&" })).toBe(after.replace("new", () => "$1$&"));
  });

  test("and taken out again, alone", () => {
    const text = "[ovh-ca]\nconsumer_key=ca\n[ovh-eu]\nconsumer_key=eu\n# consumer_key=old\nend=1";
    expect(removeValue(text, "ovh-eu", "consumer_key")).toBe(
      "[ovh-ca]\nconsumer_key=ca\n[ovh-eu]\n# consumer_key=old\nend=1",
    );
  });
});

describe("a private file", () => {
  test("stays behind its symbolic link, and leaves no other file behind", async () => {
    const folder = await temporaryFolder();
    const link = join(folder, "link.conf");
    await writeFile(join(folder, "real.conf"), "old", { mode: 0o644 });
    await symlink("real.conf", link);
    await editPrivately(link, () => "new");
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect(await readFile(join(folder, "real.conf"), "utf8")).toBe("new");
    expect((await lstat(join(folder, "real.conf"))).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(["link.conf", "real.conf"]);
  });

  test("that cannot take its place leaves everything as it was", async () => {
    const folder = await temporaryFolder();
    // A folder stands where the file would go.
    await mkdir(join(folder, "ovh.conf"));
    await expect(editPrivately(join(folder, "ovh.conf"), () => "new")).rejects.toThrow(/directory/);
    expect(await readdir(folder)).toEqual(["ovh.conf"]);
  });
});
