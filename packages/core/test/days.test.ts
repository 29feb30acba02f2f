import { describe, expect, it } from "vitest";
import { captureClient } from "./support/capture.js";
import { tablesOf } from "./support/tables.js";

const from = new Date("2026-08-01T22:00:00Z");
const tables = tablesOf({ days: ["GET /coffee/{id}?day", "GET /coffee?day"] });

describe("a Date in a query", () => {
  it("is its day in UTC where the pinned schema asks for a date, and else an instant", async () => {
    const { ovh, sent } = captureClient({ tables });
    const query = { day: from, from };
    const expected = "day=2026-08-01&from=2026-08-01T22%3A00%3A00.000Z";
    await ovh.GET("/coffee", { params: { query } });
    await ovh.GET("/coffee/{cup}", { params: { path: { cup: 1 }, query } });
    await ovh.request("GET", "/coffee/1", { params: { query } });
    for (const { url } of sent) expect(url.split("?")[1]).toBe(expected);
    expect(sent).toHaveLength(3);
    await ovh.GET("/tea", { params: { query: { day: [from] } } });
    await ovh.POST("/coffee", { params: { query: { day: from } } });
    for (const { url } of sent.slice(3)) expect(url.split("?")[1]).toBe("day=2026-08-01T22%3A00%3A00.000Z");
  });

  it("is an instant where no schema is known", async () => {
    const { ovh, sent } = captureClient({});
    await ovh.GET("/coffee", { params: { query: { day: from } } });
    expect(sent[0]?.url).toMatch(/\?day=2026-08-01T22%3A00%3A00\.000Z$/);
  });
});
