import { OvhConfigError } from "../errors/config-error.js";
import { unwrap } from "../result.js";
import type { ApplicationDetails, AuthContext, CredentialDetails } from "./auth.js";

// How many details are asked for at a time: the account's limit is about one request a second.
const together = 5;

async function details<T>(ids: readonly number[], get: (id: number) => Promise<T>): Promise<T[]> {
  const found: T[] = [];
  for (let start = 0; start < ids.length; start += together) {
    found.push(...(await Promise.all(ids.slice(start, start + together).map(get))));
  }
  return found;
}

async function call<T>(
  { request, endpoint }: AuthContext,
  method: "GET" | "DELETE",
  path: string,
  id?: number,
  query?: Record<string, unknown>,
): Promise<T> {
  if (!endpoint.credentialList) {
    throw new OvhConfigError(`${endpoint.name} has no list of credentials and applications (/me/api).`);
  }
  const params = { ...(id === undefined ? {} : { path: { id } }), ...(query === undefined ? {} : { query }) };
  return unwrap(request(method, path, { params })) as Promise<T>;
}

const credential = "/me/api/credential/{id}";
const application = "/me/api/application/{id}";

/** The account's consumer keys: all of them, or those of a status or an application. */
export async function listCredentials(
  context: AuthContext,
  filter: { status?: string; applicationId?: number } = {},
): Promise<CredentialDetails[]> {
  const ids = await call<number[]>(context, "GET", "/me/api/credential", undefined, filter);
  return details(ids, (id) => getCredential(context, id));
}

/** One of the account's consumer keys. */
export function getCredential(context: AuthContext, id: number): Promise<CredentialDetails> {
  return call(context, "GET", credential, id);
}

/** Ends one of the account's consumer keys. */
export function revokeCredential(context: AuthContext, id: number): Promise<void> {
  return call(context, "DELETE", credential, id);
}

/** The account's applications. */
export async function listApplications(context: AuthContext): Promise<ApplicationDetails[]> {
  const ids = await call<number[]>(context, "GET", "/me/api/application");
  return details(ids, (id) => getApplication(context, id));
}

/** One of the account's applications. */
export function getApplication(context: AuthContext, id: number): Promise<ApplicationDetails> {
  return call(context, "GET", application, id);
}

/** Deletes an application and with it all its consumer keys. */
export function revokeApplication(context: AuthContext, id: number): Promise<void> {
  return call(context, "DELETE", application, id);
}
