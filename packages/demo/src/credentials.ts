import { unwrap } from "@ovh-typed/core";
import type { OvhClient } from "@ovh-typed/ovh-eu";
import pMap from "p-map";

/** OVH counts calls: a few at a time are fast enough. */
const concurrency = 4;

/** The validated credentials of the account, each with the application that it was given to. */
export async function validatedCredentials(ovh: OvhClient) {
  const ids = await unwrap(ovh.GET("/me/api/credential", { params: { query: { status: "validated" } } }));
  return pMap(
    ids,
    async (credentialId) => {
      const params = { path: { credentialId } };
      const [credential, application] = await Promise.all([
        unwrap(ovh.GET("/me/api/credential/{credentialId}", { params })),
        unwrap(ovh.GET("/me/api/credential/{credentialId}/application", { params })),
      ]);
      return { credential, application };
    },
    { concurrency },
  );
}

/** A credential and its application, as the API describes them. */
export type ValidatedCredential = Awaited<ReturnType<typeof validatedCredentials>>[number];
