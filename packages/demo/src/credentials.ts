import { unwrap } from "@ovh-typed/core";
import type { OvhClient } from "@ovh-typed/ovh-eu";

/** The validated credentials of the account, each with the application that it was given to. */
export async function validatedCredentials(ovh: OvhClient) {
  // A client that is told its endpoint at run time does not know which lists expand: `items` says it.
  const list = ovh.paginate("/me/api/credential", { query: { status: "validated" }, items: true });
  const credentials = await list.toArray();
  const ids = credentials.map(({ credentialId }) => credentialId);
  const applications = await ovh.batch("/me/api/credential/{credentialId}/application", ids);
  return Promise.all(
    credentials.map(async (credential, index) => ({ credential, application: await unwrap(applications[index]!) })),
  );
}

/** A credential and its application, as the API describes them. */
export type ValidatedCredential = Awaited<ReturnType<typeof validatedCredentials>>[number];
