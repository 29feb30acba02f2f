import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { root } from "@ovh-typed/size/install";
import { describe, expect, test } from "vitest";

const manifestOf = (folder: string) =>
  JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as {
    readonly private?: boolean;
    readonly license: string;
    readonly engines: { readonly node: string };
    readonly repository: { readonly url: string };
  };

/** The page of the repository, below which its files have addresses. */
const page = manifestOf("packages/core").repository.url.replaceAll(/^git\+|\.git$/g, "");

const documents = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" }).map((name) => join("docs", name)),
  ...readdirSync(join(root, "packages")).map((folder) => join("packages", folder, "README.md")),
].filter((name) => name.endsWith(".md") && statSync(join(root, name), { throwIfNoEntry: false })?.isFile());

/** What a document links to, but for what stands in code. */
function linksOf(text: string): string[] {
  const prose = text.replaceAll(/^```[^]*?^```/gm, "").replaceAll(/`[^`]*`/g, "code");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
}

/** The anchors of a document, as GitHub makes them of its headings. */
function anchorsOf(text: string): string[] {
  return [...text.replaceAll(/^```[^]*?^```/gm, "").matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\- ]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** What is wrong with a link to a file of the repository; undefined if nothing is. */
function mistakeIn(path: string, anchor: string | undefined): string | undefined {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (found === undefined) return "there is no such file";
  const file = found.isDirectory() ? join(path, "README.md") : path;
  if (anchor === undefined || (found.isDirectory() && anchor === "readme")) return undefined;
  return anchorsOf(readFileSync(join(root, file), "utf8")).includes(anchor) ? undefined : "there is no such heading";
}

test.each(documents)("the links of %s lead somewhere", (document) => {
  const mistakes = linksOf(readFileSync(join(root, document), "utf8")).flatMap((link) => {
    const [target = "", anchor] = link.split("#");
    const own = new RegExp(`^${page}(?:/(?:blob|tree)/main)?(?:/(.*))?$`).exec(target);
    const isOutside = own === null && target.startsWith("https://");
    // One of this repository's name at another owner's would be this one's before it had its name.
    if (isOutside) return target.includes("/ovh-typed/") ? [`${link}: the repository is ${page}`] : [];
    const path = own ? (own[1] ?? "") : target === "" ? document : join(dirname(document), target);
    const mistake = mistakeIn(path, anchor);
    return mistake === undefined ? [] : [`${link}: ${mistake}`];
  });
  expect(mistakes).toEqual([]);
});

const published = readdirSync(join(root, "packages")).filter((folder) => !manifestOf(`packages/${folder}`).private);

describe.each(published)("the README of packages/%s, which is read without the repository", (folder) => {
  const links = linksOf(readFileSync(join(root, "packages", folder, "README.md"), "utf8"));

  test("links to nothing that is not published", () => {
    expect(links.filter((link) => !/^(?:https:\/\/|#)/.test(link))).toEqual([]);
  });

  test("leads to credentials, the sandbox, errors and the changelog", () => {
    const sandbox = folder === "sandbox" ? "docs/recipes/testing.md" : /packages\/sandbox|docs\/recipes\/testing\.md/;
    for (const target of ["docs/credentials.md", sandbox, "docs/failures.md", `packages/${folder}/CHANGELOG.md`]) {
      expect(links.join(" ")).toMatch(target);
    }
  });
});

test("the badges say what is so", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const badges = [...readme.matchAll(/^\[!\[(.*?): (.*?)\]/gm)].map(([, what, is]) => [what, is]);
  const { license, engines } = manifestOf("packages/core");
  const compilers = ["typescript-5.9", "typescript-6.0", "typescript"].map(
    (name) =>
      (JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")) as { version: string })
        .version,
  );
  expect(badges).toEqual([
    ["licence", license],
    ["Node.js", `${engines.node.replace(/^>=(.*)\.0$/, "$1")} or newer`],
    ["TypeScript", compilers.map((version) => version.replace(/\.\d+$/, "")).join(", ")],
  ]);
});

test("each recipe is in both lists", () => {
  const recipes = readdirSync(join(root, "docs/recipes")).filter((name) => name !== "README.md");
  for (const list of ["README.md", "docs/recipes/README.md"]) {
    const linked = linksOf(readFileSync(join(root, list), "utf8")).map((link) =>
      relative("docs/recipes", join(dirname(list), link)),
    );
    expect(linked).toEqual(expect.arrayContaining(recipes));
  }
});
