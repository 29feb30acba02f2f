import { type Endpoint, unwrap } from "@ovh-typed/core";
import { createClient } from "@ovh-typed/ovh-eu";
import type { Place } from "./place.js";
import { waitForValidation } from "./wait-for-validation.js";

/** What the key may do: no more than this demo calls. */
const accessRules = [
  { method: "GET", path: "/auth/currentCredential" },
  { method: "GET", path: "/me" },
  { method: "GET", path: "/me/api/credential" },
  { method: "GET", path: "/me/api/credential/*" },
];

/** Requests a consumer key, shows where a person allows it, and resolves to the key once it works. */
export async function requestConsumerKey(place: Place, endpoint: Endpoint): Promise<string> {
  // Without a consumer key yet: this call is the one that needs none.
  const { consumerKey, validationUrl } = await unwrap(
    createClient(place.client).POST("/auth/credential", { body: { accessRules } }),
  );
  const rights = accessRules.map(({ method, path }) => `  ${method} ${path}\n`);
  console.log(`A consumer key was requested, with the rights\n\n${rights.join("")}`);
  console.log(`It works once a person has opened this link, logged in and allowed it:\n\n  ${validationUrl}`);
  await place.validate(validationUrl);
  await waitForValidation(createClient({ ...place.client, consumerKey }), endpoint);
  return consumerKey;
}
