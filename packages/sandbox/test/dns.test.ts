import { createClient, unwrap } from "@ovh-typed/ovh-eu";
import { expect, onTestFinished, test } from "vitest";
import { createSandbox, type Seed } from "../src/index.js";

/** A program under test: gives a name an address, and does nothing where it has it. */
async function updateAddress(ovh: ReturnType<typeof createClient>, target: string, refresh = true): Promise<string> {
  const path = { zoneName: "example.org" };
  const params = { path, query: { fieldType: "A", subDomain: "home" } } as const;
  const [id] = await unwrap(ovh.GET("/domain/zone/{zoneName}/record", { params }));
  let done = "created";
  if (id === undefined) {
    const body = { fieldType: "A", subDomain: "home", target, ttl: 60 } as const;
    await unwrap(ovh.POST("/domain/zone/{zoneName}/record", { params: { path }, body }));
  } else {
    const at = { params: { path: { ...path, id } } };
    const record = await unwrap(ovh.GET("/domain/zone/{zoneName}/record/{id}", at));
    if (record.target === target) return "nothing to do";
    await unwrap(ovh.PUT("/domain/zone/{zoneName}/record/{id}", { ...at, body: { target } }));
    done = "updated";
  }
  if (refresh) await unwrap(ovh.POST("/domain/zone/{zoneName}/refresh", { params: { path } }));
  return done;
}

const seed = {
  "/domain/zone": ["example.org"],
  "/domain/zone/example.org/record": [{ fieldType: "MX", subDomain: "", target: "10 mail.example.org.", ttl: 0 }],
};

async function start(given: Seed = seed) {
  const sandbox = await createSandbox({ seed: given });
  onTestFinished(() => sandbox.close());
  const ovh = createClient({ baseUrl: sandbox.baseUrl, ...sandbox.credentials });
  const published = () =>
    unwrap(ovh.GET("/domain/zone/{zoneName}/export", { params: { path: { zoneName: "example.org" } } }));
  return { sandbox, ovh, published };
}

test("a program that updates DNS creates, then updates, then finds nothing to do", async () => {
  const { ovh, published } = await start();
  expect(await updateAddress(ovh, "192.0.2.7")).toBe("created");
  expect(await published()).toContain("home\t60\tIN\tA\t192.0.2.7\n");
  expect(await updateAddress(ovh, "192.0.2.8")).toBe("updated");
  expect(await published()).toContain("home\t60\tIN\tA\t192.0.2.8\n");
  expect(await published()).not.toContain("192.0.2.7");
  expect(await updateAddress(ovh, "192.0.2.8")).toBe("nothing to do");
});

test("what is not refreshed is not published", async () => {
  const { ovh, published } = await start();
  expect(await published()).toContain("@\tIN\tMX\t10 mail.example.org.\n");
  const before = await published();
  expect(await updateAddress(ovh, "192.0.2.7", false)).toBe("created");
  expect(await published()).toBe(before);
});

test("the zone that is there from the start is published as it is", async () => {
  const { sandbox } = await start({});
  const ovh = createClient({ baseUrl: sandbox.baseUrl, ...sandbox.credentials });
  const params = { path: { zoneName: "example.com" } };
  expect(await unwrap(ovh.GET("/domain/zone/{zoneName}/export", { params }))).toContain("www\tIN\tA\t192.0.2.1\n");
});

test("a TXT record is read back as TXT, with its id in the list", async () => {
  const { ovh } = await start();
  const path = { zoneName: "example.org" };
  const body = { fieldType: "TXT", subDomain: "_dmarc", target: '"v=DMARC1; p=none"', ttl: 3600 } as const;
  const made = await unwrap(ovh.POST("/domain/zone/{zoneName}/record", { params: { path }, body }));
  expect(made).toMatchObject({ ...body, zone: "example.org" });
  const list = (query: { fieldType?: "TXT" | "A"; subDomain?: string }) =>
    unwrap(ovh.GET("/domain/zone/{zoneName}/record", { params: { path, query } }));
  expect(await list({})).toContain(made.id);
  expect(await list({ fieldType: "TXT", subDomain: "_dmarc" })).toEqual([made.id]);
  expect(await list({ fieldType: "A" })).toEqual([]);
  const params = { path: { ...path, id: made.id } };
  expect(await unwrap(ovh.GET("/domain/zone/{zoneName}/record/{id}", { params }))).toEqual(made);
});

test("a zone that is not there has nothing to export", async () => {
  const { ovh } = await start();
  const params = { path: { zoneName: "example.net" } };
  expect((await ovh.GET("/domain/zone/{zoneName}/export", { params })).error?.status).toBe(404);
});
