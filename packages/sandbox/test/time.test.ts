import { createClient, unwrap } from "@ovh-typed/ovh-eu";
import { beforeEach, describe, expect, test } from "vitest";
import { createSandbox, type Sandbox } from "../src/index.js";

let sandbox: Sandbox;
let ovh: ReturnType<typeof createClient>;

beforeEach(async () => {
  sandbox = await createSandbox({ seed: { "/cloud/project": ["project-1"] } });
  ovh = createClient({ baseUrl: sandbox.baseUrl, ...sandbox.credentials });
  return () => sandbox.close();
});

describe("an instance", () => {
  const project = { serviceName: "project-1" };
  const instance = "/cloud/project/{serviceName}/instance/{instanceId}";

  async function create() {
    const body = { flavorId: "d2-2", name: "web", region: "GRA11", imageId: "debian-12" };
    const { id } = await unwrap(ovh.POST("/cloud/project/{serviceName}/instance", { params: { path: project }, body }));
    const params = { path: { ...project, instanceId: id } };
    return { params, read: () => unwrap(ovh.GET(instance, { params })) };
  }

  test("is built before it is active, and is gone when it is deleted", async () => {
    const { params, read } = await create();
    const states = [(await read()).status, (await read()).status, (await read()).status];
    expect(states).toEqual(["BUILD", "ACTIVE", "ACTIVE"]);
    expect(await read()).toMatchObject({ name: "web", region: "GRA11" });
    await unwrap(ovh.DELETE(instance, { params }));
    expect((await ovh.GET(instance, { params })).error?.status).toBe(404);
  });

  test("is active after ten seconds of the sandbox's clock", async () => {
    const { read } = await create();
    sandbox.advance("10 seconds");
    expect((await read()).status).toBe("ACTIVE");
  });
});

describe("a resource of v2", () => {
  test("is made before it is ready, and then is as it was to be", async () => {
    const [platform] = await unwrap(ovh.GET("/v2/zimbra/platform"));
    const path = { platformId: platform?.id ?? "" };
    const made = await unwrap(
      ovh.POST("/v2/zimbra/platform/{platformId}/organization", {
        params: { path },
        body: { targetSpec: { label: "team", name: "The team" } },
      }),
    );
    const params = { path: { ...path, organizationId: made.id } };
    const read = () => unwrap(ovh.GET("/v2/zimbra/platform/{platformId}/organization/{organizationId}", { params }));
    expect(made).toMatchObject({ resourceStatus: "CREATING", targetSpec: { label: "team" } });
    expect(made.currentTasks).not.toEqual([]);
    expect(await read()).toMatchObject({ resourceStatus: "CREATING" });
    expect(await read()).toMatchObject({
      resourceStatus: "READY",
      currentState: { label: "team", name: "The team" },
      currentTasks: [],
    });
  });

  test("is being deleted before it is gone", async () => {
    const [platform] = await unwrap(ovh.GET("/v2/zimbra/platform"));
    const list = { params: { path: { platformId: platform?.id ?? "" } } };
    const [first] = await unwrap(ovh.GET("/v2/zimbra/platform/{platformId}/organization", list));
    const params = { path: { ...list.params.path, organizationId: first?.id ?? "" } };
    const item = "/v2/zimbra/platform/{platformId}/organization/{organizationId}";
    await unwrap(ovh.DELETE(item, { params }));
    const organizations = () => unwrap(ovh.GET("/v2/zimbra/platform/{platformId}/organization", list));
    expect(await organizations()).toMatchObject([{ resourceStatus: "DELETING" }]);
    expect(await unwrap(ovh.GET(item, { params }))).toMatchObject({ resourceStatus: "DELETING" });
    sandbox.advance("10 seconds");
    expect((await ovh.GET(item, { params })).error?.status).toBe(404);
    expect(await organizations()).toEqual([]);
  });

  test("is changed by who has read it as it is: an old checksum is refused with the class that the pin lists", async () => {
    const item = "/v2/vrackServices/resource/{vrackServicesId}";
    const [first] = await unwrap(ovh.GET("/v2/vrackServices/resource"));
    const params = { path: { vrackServicesId: first?.id ?? "" } };
    const read = await unwrap(ovh.GET(item, { params }));
    expect(read).toMatchObject({ resourceStatus: "READY", currentTasks: [] });
    const targetSpec = { subnets: [] };
    const change = () => ovh.PUT(item, { params, body: { checksum: read.checksum ?? "", targetSpec } });
    expect((await change()).data).toMatchObject({ resourceStatus: "UPDATING", targetSpec });
    const refused = await change();
    expect([refused.error?.status, refused.error?.class]).toEqual([
      412,
      "Client::PreconditionFailed::ChecksumMismatch",
    ]);
    sandbox.advance("10 seconds");
    expect(await unwrap(ovh.GET(item, { params }))).toMatchObject({
      resourceStatus: "READY",
      currentState: { subnets: [] },
    });
  });
});
