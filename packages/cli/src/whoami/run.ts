import { type CredentialDetails, OvhApiError, OvhConfigError, unwrap } from "@ovh-typed/core";
import type { CredentialsDescription } from "@ovh-typed/core/auth";
import { type Connection, connect } from "../connection/connect.js";
import type { ConnectionOptions } from "../connection/options.js";
import { print } from "../output.js";
import { RefusedError } from "../refused-error.js";
import { day } from "../table.js";

/** What `/me` says of the account, as far as this command shows it. */
interface Account {
  readonly nichandle?: string;
  readonly firstname?: string | null;
  readonly name?: string | null;
  readonly email?: string | null;
}

const kinds: Readonly<Record<NonNullable<CredentialsDescription["kind"]>, string>> = {
  application: "application key",
  oauth2: "OAuth2 client",
  token: "access token",
};

/**
 * Says who the credentials belong to and what they may do.
 *
 * @throws {RefusedError} When the key does not work any more.
 */
export async function runWhoami(options: ConnectionOptions): Promise<void> {
  const connection = connect(options);
  const { endpoint, description } = connection;
  if (description.kind === undefined) {
    throw new OvhConfigError(`There are no credentials for ${endpoint.name}: log in with ovh-typed login.`);
  }
  const credential = await credentialInUse(connection);
  const isUsable = credential === undefined || credential.status === "validated";
  const account = isUsable ? await accountOf(connection) : undefined;
  const owner = isUsable ? nameOf(account) : `An account that was not asked for, as the key is ${credential.status},`;
  const { kind } = description;
  print(
    {
      json: { endpoint: endpoint.name, kind, account: account ?? null, credential: credential ?? null },
      text: [`${owner} at ${endpoint.name}, by ${kinds[kind]}`, ...rightsOf(credential)].join("\n"),
    },
    options.json,
  );
  if (!isUsable) throw new RefusedError(`The consumer key does not work: it is ${credential.status}.`);
}

/** The consumer key; undefined where there is none, or where the endpoint does not tell. */
async function credentialInUse({ client, endpoint, description }: Connection): Promise<CredentialDetails | undefined> {
  if (description.kind !== "application" || !endpoint.currentCredential) return undefined;
  return (await unwrap(client.request("GET", "/auth/currentCredential"))) as CredentialDetails;
}

/** The account; undefined when the key has no right to ask. */
async function accountOf({ client }: Connection): Promise<Account | undefined> {
  const { data, error } = await client.request("GET", "/me");
  if (error === undefined) {
    const { nichandle, firstname, name, email } = data as Account;
    return { nichandle, firstname, name, email } as Account;
  }
  if (OvhApiError.is(error) && error.errorCode === "NOT_GRANTED_CALL") return undefined;
  throw error;
}

function nameOf(account: Account | undefined): string {
  if (account === undefined) return "An account whose name these credentials may not read,";
  const { nichandle, firstname, name } = account;
  const person = [firstname, name].filter(Boolean).join(" ");
  return person === "" ? String(nichandle) : `${person} (${nichandle})`;
}

function rightsOf(credential: CredentialDetails | undefined): string[] {
  if (credential === undefined) return [];
  const { credentialId, applicationId, status, expiration, rules } = credential;
  return [
    `Consumer key ${credentialId} of application ${applicationId}: ${status}, expires: ${day(expiration)}`,
    "Rights:",
    ...rules.map(({ method, path }) => `  ${method} ${path}`),
  ];
}
