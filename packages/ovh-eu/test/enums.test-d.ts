import { createClient, type Model } from "@ovh-typed/ovh-eu";
import { enums, isMember } from "@ovh-typed/ovh-eu/enums/auth";
import type { enums as ofDns } from "@ovh-typed/ovh-eu/enums/domain";
import { enums as ofIam } from "@ovh-typed/ovh-eu/enums/v2/iam";
import { expectTypeOf } from "expect-type";

const ovh = createClient();
type State = "expired" | "pendingValidation" | "refused" | "validated";

// The members are those of the closed form,
const states = enums["auth.CredentialStateEnum"];
expectTypeOf(states).toEqualTypeOf<readonly [State, ...State[]]>();
expectTypeOf<(typeof ofDns)["domain.zone.RecordTypeEnum"][number]>().toExtend<string>();
expectTypeOf(ofIam).not.toBeAny();
for (const status of states) void ovh.GET("/me/api/credential", { params: { query: { status } } });

// what was read may be none of them,
declare const read: Model<"auth", "auth.CredentialStateEnum">;
// @ts-expect-error -- an open enum is not sent where a closed one is asked for
void ovh.GET("/me/api/credential", { params: { query: { status: read } } });
if (isMember(states, read)) {
  expectTypeOf(read).toEqualTypeOf<State>();
  void ovh.GET("/me/api/credential", { params: { query: { status: read } } });
}

// and so may be what comes from elsewhere.
declare const given: unknown;
if (isMember(states, given)) expectTypeOf(given).toEqualTypeOf<State>();

// @ts-expect-error -- an enum that the API does not have
void enums["auth.StateEnum"];
// @ts-expect-error -- a model that is no enum
void enums["auth.Credential"];
// @ts-expect-error -- nobody changes what all share
enums["auth.CredentialStateEnum"].push("paused");
