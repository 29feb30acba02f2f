import { createClient as createCa } from "@ovh-typed/ovh-ca";
import { createClient as createEu, unwrap } from "@ovh-typed/ovh-eu";
import { createClient as createUs } from "@ovh-typed/ovh-us";
import { expect, onTestFinished, test } from "vitest";
import { createSandbox } from "../src/index.js";

async function start(endpoint: string) {
  const sandbox = await createSandbox({ endpoint, now: () => Date.parse("2026-06-15T10:00:00Z") });
  onTestFinished(() => sandbox.close());
  return { baseUrl: sandbox.baseUrl, ...sandbox.credentials };
}

test("the account is one person, who pays in the money of where she lives", async () => {
  expect(await unwrap(createEu(await start("ovh-eu")).GET("/me"))).toMatchObject({
    firstname: "Ada",
    city: "Paris",
    country: "FR",
    language: "fr_FR",
    currency: { code: "EUR", symbol: "€" },
  });
  expect(await unwrap(createCa(await start("ovh-ca")).GET("/me"))).toMatchObject({
    city: "Montréal",
    country: "CA",
    currency: { code: "CAD" },
  });
  expect(await unwrap(createUs(await start("ovh-us")).GET("/me"))).toMatchObject({ city: "New York", country: "US" });
});

test("everything that names its owner names her", async () => {
  const ovh = createEu(await start("ovh-eu"));
  const at = { params: { path: { serviceName: "service-1" } } };
  const me = await unwrap(ovh.GET("/me"));
  expect(await unwrap(ovh.GET("/vps/{serviceName}/serviceInfos", at))).toMatchObject({
    contactAdmin: me.nichandle,
    contactBilling: me.nichandle,
    contactTech: me.nichandle,
    domain: "example.com",
  });
  const [id = 0] = await unwrap(ovh.GET("/me/contact"));
  expect(await unwrap(ovh.GET("/me/contact/{contactId}", { params: { path: { contactId: id } } }))).toMatchObject({
    firstName: me.firstname,
    lastName: me.name,
    email: me.email,
  });
});

test("the same seed gives the same answers", async () => {
  const seed = { "/vps": ["vps-1"], "/domain/zone": ["example.org"] };
  const answers = [];
  for (const _ of [1, 2]) {
    const sandbox = await createSandbox({ seed, port: false, now: () => Date.parse("2026-06-15T10:00:00Z") });
    const ovh = createEu({ fetch: sandbox.fetch, ...sandbox.credentials });
    const params = { path: { zoneName: "example.org" } };
    const body = { fieldType: "A", target: "192.0.2.1" } as const;
    answers.push([
      await unwrap(ovh.POST("/domain/zone/{zoneName}/record", { params, body })),
      await unwrap(ovh.POST("/vps/{serviceName}/reboot", { params: { path: { serviceName: "vps-1" } } })),
      await unwrap(ovh.GET("/vps/{serviceName}", { params: { path: { serviceName: "vps-1" } } })),
    ]);
  }
  expect(answers[1]).toEqual(answers[0]);
});

test("what there is is well, has begun, and has yet to end", async () => {
  const ovh = createEu(await start("ovh-eu"));
  const params = { path: { serviceName: "service-1" } };
  expect(await unwrap(ovh.GET("/vps/{serviceName}", { params }))).toMatchObject({
    state: "running",
    name: "service-1",
  });
  const infos = await unwrap(ovh.GET("/vps/{serviceName}/serviceInfos", { params }));
  expect(infos).toMatchObject({ status: "ok", creation: "2026-05-16", expiration: "2027-06-15" });
  expect(
    await unwrap(ovh.GET("/domain/zone/{zoneName}", { params: { path: { zoneName: "example.com" } } })),
  ).toMatchObject({
    name: "example.com",
    lastUpdate: "2026-06-14T10:00:00+00:00",
  });
});
