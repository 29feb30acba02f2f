import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { captureClient } from "./support/capture.js";

const pins = fileURLToPath(new URL("../../../schemas", import.meta.url));

/** The names of all fields and parameters that a pinned schema calls a password. */
async function passwordsOfPins(): Promise<string[]> {
  const files = (await readdir(pins, { recursive: true })).filter((file) => file.endsWith(".json"));
  const texts = await Promise.all(files.map((file) => readFile(`${pins}/${file}`, "utf8")));
  const names = texts.flatMap((text) => [...text.matchAll(/"(\w+)": "password\b(?!\[)/g)].map(([, name]) => name!));
  return [...new Set(names)].filter((name) => name !== "returns").sort();
}

// Names that stand for much else in what an error says.
const general = new Set(["access", "code", "content", "id", "key", "system", "value"]);

describe("what OVH's schemas call a password", () => {
  it("is masked in the beginning of an answer that cannot be read, and in an error's details", async () => {
    const names = await passwordsOfPins();
    expect(names.length).toBeGreaterThan(45);
    for (const name of names) {
      const fields = { [name]: "hunter2", other: "seen" };
      const { ovh } = captureClient({ retry: false }, () => new Response(JSON.stringify(fields).slice(0, -1)));
      const broken = await ovh.GET("/me").catch((error: unknown) => error);
      expect(broken).toMatchObject({ name: "OvhParseError", body: `{"${name}":"[redacted]","other":"seen"` });
      const details = { details: { deep: [fields] } };
      const refused = captureClient({ retry: false }, () =>
        Response.json(details, { status: 409, headers: { [`x-${name}`]: "hunter2" } }),
      );
      const { error } = await refused.ovh.GET("/me");
      const shown = general.has(name) ? "hunter2" : "[redacted]";
      expect(error?.details).toEqual({ deep: [{ [name]: shown, other: "seen" }] });
    }
  });

  it("is not shown as a header either", async () => {
    for (const name of [
      "X-Private-Key",
      "X-Consumer-Key",
      "X-Passphrase",
      "Api-Secret",
      "X-Auth",
      "Set-Cookie",
      "X-Token",
    ]) {
      const { ovh } = captureClient(
        { retry: false },
        () => new Response("", { status: 409, headers: { [name]: "hunter2", "X-Other": "seen" } }),
      );
      const { error } = await ovh.GET("/me");
      expect(JSON.stringify(error)).not.toContain("hunter2");
      expect(error?.headers["x-other"]).toBe("seen");
    }
  });
});
