import { createClient, type DataPromise, type ResponseOf } from "@ovh-typed/ovh-eu";
import { createClient as createMeClient } from "@ovh-typed/ovh-eu/me";
import { expectTypeOf } from "expect-type";

const { unwrapped } = createClient();

// Calls give data, of the types of the results' data.
const me = await unwrapped.GET("/me");
expectTypeOf(me).toEqualTypeOf<ResponseOf<"GET /me">>();
await unwrapped.PUT("/me", { body: { ...me, city: "Roubaix" } });
expectTypeOf(unwrapped.get["/me"]()).toEqualTypeOf(unwrapped.GET("/me"));
expectTypeOf(createMeClient().unwrapped.GET("/me")).toEqualTypeOf(unwrapped.GET("/me"));
expectTypeOf(
  unwrapped.DELETE("/me/api/credential/{credentialId}", { params: { path: { credentialId: 1 } } }),
).toEqualTypeOf<DataPromise<void>>();
expectTypeOf(unwrapped.request("GET", "/new")).toEqualTypeOf<DataPromise<unknown>>();

// The response is there for those who ask.
const { data, response } = await unwrapped.GET("/me").withResponse();
expectTypeOf(data).toEqualTypeOf(me);
expectTypeOf(response).toEqualTypeOf<Response>();

// @ts-expect-error -- a path that does not exist
void unwrapped.GET("/mee");
const params = { path: { zoneName: "a" } };
// @ts-expect-error -- no type of record
void unwrapped.GET("/domain/zone/{zoneName}/record", { params: { ...params, query: { fieldType: "B" } } });
