import { createClient, type GetOperations } from "@ovh-typed/kimsufi-eu";
import { createClient as createMeClient } from "@ovh-typed/kimsufi-eu/me";
import { expectTypeOf } from "vitest";

const ovh = createClient();
const { data: me, error } = await ovh.GET("/me");
if (error) throw error;

expectTypeOf(me.firstname).toEqualTypeOf<string | null | undefined>();
expectTypeOf(me).toEqualTypeOf<GetOperations["/me"]["response"]>();
expectTypeOf(ovh.get["/me"]).returns.resolves.toExtend<{ data?: typeof me }>();
expectTypeOf(createMeClient().GET("/me")).toEqualTypeOf(ovh.GET("/me"));

// @ts-expect-error -- a field that /me does not have
void me.firstName;
// @ts-expect-error -- a path that does not exist
void ovh.GET("/mee");
// @ts-expect-error -- another API's path, which a client of one API does not have
void createMeClient().GET("/auth/time");
