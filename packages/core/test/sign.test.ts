import { describe, expect, it } from "vitest";
import { sign } from "../src/index.js";
import published from "./fixtures/published.json" with { type: "json" };
import signatures from "./fixtures/signatures.json" with { type: "json" };

describe("sign", () => {
  it.each([
    ["the 53 signatures published in OVH's own SDKs", published.vectors, 53],
    ["500 signatures of an independent implementation", signatures.vectors, 500],
  ])("makes %s", async (_title, vectors, count) => {
    expect(vectors).toHaveLength(count);
    const made = await Promise.all(vectors.map((vector) => sign(vector)));
    expect(made).toEqual(vectors.map(({ signature }) => signature));
  });

  it("normalises nothing: a URL in another spelling has another signature", async () => {
    const parts = { applicationSecret: "s", consumerKey: "c", method: "GET", body: "", timestamp: 1 };
    const [plain, quoted] = await Promise.all([
      sign({ ...parts, url: "https://eu.api.ovh.com/1.0/a'b" }),
      sign({ ...parts, url: "https://eu.api.ovh.com/1.0/a%27b" }),
    ]);
    expect(plain).not.toBe(quoted);
  });
});
