import type { OvhClient } from "@ovh-typed/ovh-eu";
import type { DemoTarget } from "./target.js";

/** Requests a consumer key with no more rights than this demo needs, and waits until a person has allowed it. */
export async function requestConsumerKey(ovh: OvhClient, target: DemoTarget): Promise<void> {
  const { validationUrl } = await ovh.auth.requestConsumerKey({
    accessRules: [
      { method: "GET", path: "/auth/currentCredential" },
      { method: "GET", path: "/me" },
      { method: "GET", path: "/me/api/credential" },
      { method: "GET", path: "/me/api/credential/*" },
    ],
  });
  console.log("A consumer key was requested, to read who you are and which credentials your account has.");
  console.log(`It works once a person has opened this link, logged in and allowed it:\n\n  ${validationUrl}`);
  await target.validate(validationUrl);
  // From here on the client uses the new key.
  await ovh.auth.waitForValidation({ deadline: 10 * 60_000 });
}
