import { describe, expect, test } from "vitest";
import { distinctCompilers } from "../src/compiler.js";
import { testEditor } from "./support/an-editor.js";
import { pathsByMap } from "./support/fixture.js";

test("the pinned schema has 3,959 GET operations", () => {
  // Change it when the pin of ovh-eu does.
  expect(pathsByMap().get("GetOperations")).toHaveLength(3959);
});

describe.each(distinctCompilers)("an editor with $name", (compiler) => {
  testEditor(compiler);
});
