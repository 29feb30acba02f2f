import { OvhConfigError } from "../errors/config-error.js";
import { unwrap } from "../unwrap.js";
import type { ApplicationDetails, CredentialDetails } from "./auth.js";
import type { AuthContext } from "./context.js";

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

const getCredential = (context: AuthContext, id: number): Promise<CredentialDetails> =>
  call(context, "GET", credential, id);

const getApplication = (context: AuthContext, id: number): Promise<ApplicationDetails> =>
  call(context, "GET", application, id);

/** Lists, reads and revokes the account's credentials and applications. */
export const accountActions = {
  getCredential,
  getApplication,
  revokeCredential: (context: AuthContext, id: number): Promise<void> => call(context, "DELETE", credential, id),
  revokeApplication: (context: AuthContext, id: number): Promise<void> => call(context, "DELETE", application, id),
  async listCredentials(
    context: AuthContext,
    filter: { status?: string; applicationId?: number } = {},
  ): Promise<CredentialDetails[]> {
    const ids = await call<number[]>(context, "GET", "/me/api/credential", undefined, filter);
    return details(ids, (id) => getCredential(context, id));
  },
  async listApplications(context: AuthContext): Promise<ApplicationDetails[]> {
    const ids = await call<number[]>(context, "GET", "/me/api/application");
    return details(ids, (id) => getApplication(context, id));
  },
};
