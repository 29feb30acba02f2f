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
// @ts-expect-error: what a list expands to is nothing that a call takes
void createClient().GET("/me/api/credential", { item: undefined });
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
