import { OvhConfigError } from "../errors/config-error.js";
import { unwrap } from "../result.js";
import type { ApplicationDetails, AuthContext, CredentialDetails } from "./auth.js";

/** @throws {OvhConfigError} Where the endpoint has no such lists. */
function check({ endpoint }: AuthContext): void {
  if (endpoint.credentialList) return;
  throw new OvhConfigError(`${endpoint.name} has no list of credentials and applications (/me/api).`);
}

async function call<T>(context: AuthContext, method: "GET" | "DELETE", path: string, id: number): Promise<T> {
  check(context);
  return unwrap(context.request(method, path, { params: { path: { id } } })) as Promise<T>;
}

async function list<T>(context: AuthContext, path: string, query: Record<string, unknown> = {}): Promise<T[]> {
  check(context);
  return context.paginate(path, { query, items: true }).toArray() as Promise<T[]>;
}

const credential = "/me/api/credential/{id}";
const application = "/me/api/application/{id}";

/** The account's consumer keys: all of them, or those of a status or an application. */
export function listCredentials(
  context: AuthContext,
  filter?: { status?: string; applicationId?: number },
): Promise<CredentialDetails[]> {
  return list(context, "/me/api/credential", filter);
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
export function listApplications(context: AuthContext): Promise<ApplicationDetails[]> {
  return list(context, "/me/api/application");
}

/** One of the account's applications. */
export function getApplication(context: AuthContext, id: number): Promise<ApplicationDetails> {
  return call(context, "GET", application, id);
}

/** Deletes an application and with it all its consumer keys. */
export function revokeApplication(context: AuthContext, id: number): Promise<void> {
  return call(context, "DELETE", application, id);
}
