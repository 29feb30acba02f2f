import { createClient, type Model } from "@ovh-typed/ovh-eu";

const ovh = createClient();

// Enums are closed in what is sent,
const zone = { zoneName: "a.org" };
// @ts-expect-error -- no type of record
void ovh.GET("/domain/zone/{zoneName}/record", { params: { path: zone, query: { fieldType: "BOGUS" } } });
void ovh.GET("/domain/zone/{zoneName}/record", { params: { path: zone, query: { fieldType: "A" } } });
// @ts-expect-error -- the state of a credential is "validated"
void ovh.GET("/me/api/credential", { params: { query: { status: "valid" } } });
// @ts-expect-error -- no subsidiary of OVH
void ovh.POST("/order/cart", { body: { ovhSubsidiary: "XX" } });
void ovh.POST("/order/cart", { body: { ovhSubsidiary: "FR" } });
// @ts-expect-error -- no type of record
void ovh.POST("/domain/zone/{zoneName}/record", { params: { path: zone }, body: { fieldType: "BOGUS", target: "" } });

// open in what is read: a member that OVH adds tomorrow breaks nobody,
declare const state: Model<"me", "auth.CredentialStateEnum">;
if (state === "paused") void state;

// and open where what was read is changed and sent back.
const params = { path: { serviceName: "vps-1" } };
const { data: vps } = await ovh.GET("/vps/{serviceName}", { params });
if (vps) void ovh.PUT("/vps/{serviceName}", { params, body: { ...vps, displayName: "mail" } });
const sms = { path: { serviceName: "sms-1" } };
const { data: account } = await ovh.GET("/sms/{serviceName}", { params: sms });
if (account) void ovh.PUT("/sms/{serviceName}", { params: sms, body: { ...account, description: "alerts" } });

// A filter of tags has names,
interface Filter {
  operator: "EQ";
  value: string;
}
declare const filter: Filter;
void ovh.GET("/vps", { params: { query: { iamTags: { env: [filter] } } } });
// @ts-expect-error -- and these are not they.
void ovh.GET("/vps", { params: { query: { iamTags: { env: [{ operatr: "EQ", valeu: 7 }] } } } });
