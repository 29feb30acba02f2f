import { createClient } from "@ovh-typed/ovh-eu";
import { iam } from "@ovh-typed/ovh-eu/iam";
import actions from "@ovh-typed/ovh-eu/iam/me.json" with { type: "json" };
import { createClient as createMeClient } from "@ovh-typed/ovh-eu/me";
import { expect, test } from "vitest";

test("the least rights for some operations, with the actions of their IAM policy", async () => {
  const rights = await createClient().auth.rulesFor(
    ["GET /me", "GET /domain/zone/{zoneName}/record", "POST /domain/zone/{zoneName}/record", "GET /v2/iam/policy"],
    iam,
  );
  expect(rights).toEqual({
    accessRules: [
      { method: "GET", path: "/domain/zone/*/record" },
      { method: "GET", path: "/me" },
      { method: "GET", path: "/v2/iam/policy" },
      { method: "POST", path: "/domain/zone/*/record" },
    ],
    policy: {
      permissions: {
        allow: [
          { action: "account:apiovh:iam/policy/get" },
          { action: "account:apiovh:me/get" },
          { action: "dnsZone:apiovh:record/create" },
          { action: "dnsZone:apiovh:record/get" },
        ],
      },
    },
    withoutAction: [],
  });
  expect(actions["GET /me"]).toEqual(["account:apiovh:me/get"]);
  expect(await createMeClient().auth.rulesFor(["GET /me"], iam)).toMatchObject({ withoutAction: [] });
  expect(await createMeClient().auth.rulesFor(["GET /me"])).toEqual({ accessRules: [{ method: "GET", path: "/me" }] });
  await expect(createClient().auth.rulesFor(["GET /me"], { ...iam, endpoint: "ovh-ca" })).rejects.toThrow(
    'The client is one of ovh-eu, the IAM actions are those of ovh-ca: import them from "@ovh-typed/ovh-eu/iam".',
  );
});
