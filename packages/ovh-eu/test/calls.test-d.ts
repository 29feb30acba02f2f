import { type BodyOf, createClient, type ItemOf, type Model, type ParamsOf, type ResponseOf } from "@ovh-typed/ovh-eu";
import type { Domain_zone_Record } from "@ovh-typed/ovh-eu/domain";
import type { NichandleNichandle } from "@ovh-typed/ovh-eu/me";
import { expectTypeOf } from "expect-type";

const ovh = createClient();

// Paths complete and are checked; parameters and bodies have their types.
const ids = await ovh.GET("/me/api/credential", { params: { query: { status: "validated" } } });
expectTypeOf(ids.data).toEqualTypeOf<number[] | undefined>();

const record = await ovh.GET("/domain/zone/{zoneName}/record/{id}", {
  params: { path: { zoneName: "example.com", id: 12 } },
});
if (record.error) throw record.error;
expectTypeOf(record.data.target).toEqualTypeOf<string>();
expectTypeOf(record.data.subDomain).toEqualTypeOf<string | null | undefined>();

await ovh.POST("/domain/zone/{zoneName}/record", {
  params: { path: { zoneName: "example.com" } },
  body: { fieldType: "A", target: "192.0.2.1", ttl: 60 },
});
expectTypeOf(ovh.DELETE("/me/api/credential/{credentialId}", { params: { path: { credentialId: 1 } } }))
  .resolves.toHaveProperty("data")
  .toEqualTypeOf<void | undefined>();

// The second version's paths start with /v2.
expectTypeOf(ovh.GET("/v2/iam/policy")).resolves.toHaveProperty("response").toEqualTypeOf<Response>();

// What was read can be changed and written back.
const me = await ovh.GET("/me");
if (me.error) throw me.error;
expectTypeOf(me.data).toEqualTypeOf<NichandleNichandle>();
await ovh.PUT("/me", { body: { ...me.data, city: "Roubaix" } });

// Both shapes take and answer the same.
expectTypeOf(ovh.get["/me"]()).toEqualTypeOf(ovh.GET("/me"));
await ovh.post["/domain/zone/{zoneName}/refresh"]({ params: { path: { zoneName: "example.com" } } });

// Models and the parts of operations have names, for code that passes them around.
expectTypeOf<Model<"me", "nichandle.Nichandle">>().toEqualTypeOf<NichandleNichandle>();
expectTypeOf<Model<"domain", "domain.zone.Record">>().toEqualTypeOf<Domain_zone_Record>();
expectTypeOf<Model<"v2/iam", "iam.policy.Response">>().toHaveProperty("permissions");
expectTypeOf<ResponseOf<"GET /me">>().toEqualTypeOf<NichandleNichandle>();
expectTypeOf<ItemOf<"GET /me/api/credential">>().toEqualTypeOf<ResponseOf<"GET /me/api/credential/{credentialId}">>();
expectTypeOf<ItemOf<"GET /v2/iam/policy">>().toEqualTypeOf<ResponseOf<"GET /v2/iam/policy">[number]>();
expectTypeOf<ItemOf<"GET /domain/data/extension">>().toEqualTypeOf<string>();
expectTypeOf<ItemOf<"GET /me">>().toBeNever();

// Lists are gone through by their items.
type Credential = ItemOf<"GET /me/api/credential">;
expectTypeOf(ovh.paginate("/me/api/credential").toArray()).resolves.toEqualTypeOf<Credential[]>();
expectTypeOf(ovh.paginate("/me/api/credential", { items: false }).toArray()).resolves.toEqualTypeOf<number[]>();
for await (const { name } of ovh.paginate("/domain/zone")) expectTypeOf(name).toEqualTypeOf<string>();
const path = { zoneName: "example.com" };
void ovh.paginate("/domain/zone/{zoneName}/record", { params: { path }, query: { fieldType: "A" }, items: false });
void ovh.paginate("/me/api/credential", {
  query: { status: "validated" },
  sort: "creation",
  order: "desc",
  filter: { status: { in: ["validated", "expired"] }, applicationId: { gt: 12 }, creation: { like: "2026-%" } },
  pageSize: 10,
  signal: AbortSignal.timeout(1000),
});
// @ts-expect-error: there is no such list
void ovh.paginate("/me/api/credentials");
// @ts-expect-error: that is no list
void ovh.paginate("/me");
// @ts-expect-error: the list needs a parameter
void ovh.paginate("/domain/zone/{zoneName}/record");
// @ts-expect-error: the query takes no such value
void ovh.paginate("/me/api/credential", { query: { status: "valid" } });
// @ts-expect-error: credentials have no such property
void ovh.paginate("/me/api/credential", { sort: "created" });
// @ts-expect-error: the property is a number
void ovh.paginate("/me/api/credential", { filter: { applicationId: { in: ["12"] } } });
// @ts-expect-error: an option that is none
void ovh.paginate("/me/api/credential", { pagesize: 10 });

// Several things are read at once.
const applications = await ovh.batch("/me/api/credential/{credentialId}/application", [1, 2]);
expectTypeOf(applications[0]?.data).toEqualTypeOf<
  ResponseOf<"GET /me/api/credential/{credentialId}/application"> | undefined
>();
void ovh.batch("/domain/zone/{zoneName}/record/{id}", [1, 2], { params: { path } });
// @ts-expect-error: the ids are numbers
void ovh.batch("/me/api/credential/{credentialId}", ["1"]);
// @ts-expect-error: the path's other parameter is missing
void ovh.batch("/domain/zone/{zoneName}/record/{id}", [1, 2]);
// @ts-expect-error: nothing that ids could stand for
void ovh.batch("/me", [1]);
expectTypeOf<ResponseOf<"DELETE /me/api/credential/{credentialId}">>().toEqualTypeOf<void>();
expectTypeOf<BodyOf<"POST /domain/zone/{zoneName}/record">>().toHaveProperty("target").toEqualTypeOf<string>();
expectTypeOf<BodyOf<"GET /me">>().toEqualTypeOf<never>();
expectTypeOf<ParamsOf<"GET /domain/zone/{zoneName}/record/{id}">>().toEqualTypeOf<{
  path: { id: number | bigint; zoneName: string };
}>();

// @ts-expect-error -- an operation that does not exist
type _Nothing = ResponseOf<"GET /mee">;
// @ts-expect-error -- a model that the API does not have
type _Nobody = Model<"me", "nichandle.Nobody">;
// @ts-expect-error -- a wrong path
void ovh.GET("/domain/zones/{zoneName}");
// @ts-expect-error -- a path of another method
void ovh.DELETE("/me");
// @ts-expect-error -- a missing parameter
void ovh.GET("/domain/zone/{zoneName}/record/{id}", { params: { path: { zoneName: "example.com" } } });
// @ts-expect-error -- no parameters at all
void ovh.GET("/domain/zone/{zoneName}/record/{id}");
// @ts-expect-error -- a parameter of the wrong type
void ovh.GET("/me/api/credential/{credentialId}", { params: { path: { credentialId: "1" } } });
// @ts-expect-error -- a query parameter that does not exist
void ovh.GET("/me/api/credential", { params: { query: { state: "validated" } } });

void ovh.POST("/domain/zone/{zoneName}/record", {
  params: { path: { zoneName: "example.com" } },
  // @ts-expect-error -- a wrong body field
  body: { fieldType: "A", target: "192.0.2.1", timeToLive: 60 },
});
void ovh.POST("/domain/zone/{zoneName}/record", {
  params: { path: { zoneName: "example.com" } },
  // @ts-expect-error -- a missing body field
  body: { fieldType: "A" },
});
// @ts-expect-error -- a body on GET
void ovh.GET("/me", { body: {} });
// @ts-expect-error -- a misspelt field of an answer
void me.data.fristname;

// What is done later can be waited for.
const reboot = await ovh.POST("/vps/{serviceName}/reboot", { params: { path: { serviceName: "vps-1" } } });
expectTypeOf(ovh.waitFor(reboot)).resolves.toEqualTypeOf<Model<"vps", "vps.Task">>();
expectTypeOf(
  ovh.waitFor(ovh.unwrapped.POST("/vps/{serviceName}/reboot", { params: { path: { serviceName: "vps-1" } } })),
)
  .resolves.toHaveProperty("progress")
  .toEqualTypeOf<number>();
if (reboot.data) expectTypeOf(ovh.waitFor(reboot.data)).resolves.toEqualTypeOf<Model<"vps", "vps.Task">>();
const task: Model<"vps", "vps.Task"> | undefined = reboot.data;
const website = { path: { serviceName: "example.com" } };
const scan = await ovh.POST("/hosting/web/{serviceName}/request", {
  params: website,
  body: { action: "SCAN_ANTIHACK" },
});
// @ts-expect-error: no operation of the schema reads what this one answers
void ovh.waitFor(scan);
// @ts-expect-error: what a GET answers was not begun by it
void ovh.waitFor(ovh.GET("/vps/{serviceName}/tasks/{id}", { params: { path: { serviceName: "vps-1", id: 1 } } }));
// @ts-expect-error: nothing is answered that could be waited for
void ovh.waitFor(ovh.POST("/domain/zone/{zoneName}/refresh", { params: { path } }));
// @ts-expect-error: a task that may be a copy
void ovh.waitFor(task);
expectTypeOf(
  ovh.waitFor("/vps/{serviceName}", { params: { path: { serviceName: "vps-1" } } }, ({ state }) => state === "running"),
)
  .resolves.toHaveProperty("name")
  .toEqualTypeOf<string>();

// Resources of v2 that take a checksum are changed by it.
const vrack = { params: { path: { vrackServicesId: "vrs-1" } } };
const changed = ovh.update(
  "/v2/vrackServices/resource/{vrackServicesId}",
  ({ targetSpec }) => ({ targetSpec: { ...targetSpec, subnets: [] } }),
  vrack,
);
expectTypeOf(ovh.waitFor(changed)).resolves.toHaveProperty("checksum").toEqualTypeOf<string>();
// @ts-expect-error: this one takes no checksum
void ovh.update("/me", (me) => me);
// @ts-expect-error: what is sent is another resource's
void ovh.update("/v2/vrackServices/resource/{vrackServicesId}", () => ({ targetSpec: { size: 1 } }), vrack);
