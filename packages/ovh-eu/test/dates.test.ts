import { createClient } from "@ovh-typed/ovh-eu";
import { expect, test } from "vitest";

test("a Date is a day or an instant in a query, as the pinned schema says", async () => {
  const urls: URL[] = [];
  const ovh = createClient({
    fetch: (url) => {
      urls.push(new URL(url));
      return Promise.resolve(new Response("[]"));
    },
    applicationKey: "k",
    applicationSecret: "s",
    consumerKey: "c",
  });
  const at = new Date("2026-01-31T22:00:00Z");
  await ovh.GET("/me/carbonCalculator/hasInvoice", { params: { query: { date: at } } });
  await ovh.GET("/me/order", { params: { query: { "date.from": at, "date.to": "2026-02-01T00:00:00+01:00" } } });
  expect(
    urls.filter(({ pathname }) => pathname !== "/1.0/auth/time").map(({ search }) => decodeURIComponent(search)),
  ).toEqual(["?date=2026-01-31", "?date.from=2026-01-31T22:00:00.000Z&date.to=2026-02-01T00:00:00+01:00"]);
});
