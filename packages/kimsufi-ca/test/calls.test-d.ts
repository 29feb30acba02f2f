import { createClient } from "@ovh-typed/kimsufi-ca";
import { expectTypeOf } from "expect-type";

const ovh = createClient();

const servers = await ovh.GET("/dedicated/server");
expectTypeOf(servers.data).toEqualTypeOf<string[] | undefined>();

const server = await ovh.GET("/dedicated/server/{serviceName}", { params: { path: { serviceName: "ks1.example" } } });
if (server.error) throw server.error;
expectTypeOf(server.data.ip).toEqualTypeOf<string>();
expectTypeOf(server.data.serverId).toEqualTypeOf<number>();

await ovh.PUT("/dedicated/server/{serviceName}", {
  params: { path: { serviceName: "ks1.example" } },
  body: { ...server.data, monitoring: false },
});

// @ts-expect-error -- a path that only other endpoints have
void ovh.GET("/cloud/project");
// @ts-expect-error -- a missing parameter
void ovh.GET("/dedicated/server/{serviceName}");
// @ts-expect-error -- a wrong body field
void ovh.POST("/me/api/oauth2/client", { body: { name: "x", description: "y", flows: "CLIENT_CREDENTIALS" } });
void ovh.POST("/dedicated/server/{serviceName}/reboot", {
  params: { path: { serviceName: "ks1.example" } },
  // @ts-expect-error -- a body where none is taken
  body: {},
});
// @ts-expect-error -- a misspelt field of an answer
void server.data.sreverId;
