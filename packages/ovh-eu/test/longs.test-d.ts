import { type BodyOf, createClient, type ParamsOf, type ResponseOf } from "@ovh-typed/ovh-eu";
import { expectTypeOf } from "expect-type";

const ovh = createClient();

// What is sent of a long may be a bigint, in every place; what is read is a number.
const path = { zoneName: "example.com", id: 9_007_199_254_740_993n };
void ovh.GET("/domain/zone/{zoneName}/record/{id}", { params: { path } });
void ovh.PUT("/domain/zone/{zoneName}/record/{id}", { params: { path }, body: { ttl: 3600n } });
void ovh.PUT("/domain/zone/{zoneName}/record/{id}", { params: { path: { ...path, id: 12 } }, body: { ttl: 3600 } });
type Query = NonNullable<ParamsOf<"GET /me/api/credential">["query"]>;
expectTypeOf<NonNullable<Query["applicationId"]>>().toEqualTypeOf<number | bigint>();
expectTypeOf<NonNullable<BodyOf<"POST /domain/zone/{zoneName}/record">["ttl"]>>().toEqualTypeOf<number | bigint>();
expectTypeOf<ResponseOf<"GET /domain/zone/{zoneName}/record/{id}">["id"]>().toEqualTypeOf<number>();
expectTypeOf<ResponseOf<"GET /domain/zone/{zoneName}/record">>().toEqualTypeOf<number[]>();

// What was read can be written back.
const { data: record } = await ovh.GET("/domain/zone/{zoneName}/record/{id}", { params: { path } });
if (record) void ovh.PUT("/domain/zone/{zoneName}/record/{id}", { params: { path }, body: { ...record, ttl: 60n } });

// @ts-expect-error -- a text is no long
void ovh.GET("/domain/zone/{zoneName}/record/{id}", { params: { path: { ...path, id: "12" } } });
