import { connect } from "../connection/connect.js";
import type { ConnectionOptions } from "../connection/options.js";
import { print } from "../output.js";
import { day, tableOf } from "../table.js";

/** The options of `credentials list`. */
export interface ListCredentialsOptions extends ConnectionOptions {
  readonly status?: string;
}

const columns = [
  { name: "id", title: "Credential", alignment: "right" },
  { name: "application", title: "Application", maxLen: 18 },
  { name: "description", title: "Description", maxLen: 28 },
  { name: "status", title: "Status" },
  { name: "creation", title: "Creation" },
  { name: "expiration", title: "Expiration" },
  { name: "lastUse", title: "Last use" },
] as const;

/** Lists the account's consumer keys. */
export async function listCredentials({ status, ...options }: ListCredentialsOptions): Promise<void> {
  const { auth } = connect(options).client;
  const [credentials, applications] = await Promise.all([
    auth.credentials.list(status === undefined ? {} : { status }),
    auth.applications.list(),
  ]);
  const owners = new Map(applications.map((application) => [application.applicationId, application]));
  const rows = credentials.map((credential) => ({
    id: credential.credentialId,
    application: owners.get(credential.applicationId)?.name ?? String(credential.applicationId),
    description: owners.get(credential.applicationId)?.description ?? "",
    status: credential.status,
    creation: day(credential.creation),
    expiration: day(credential.expiration),
    lastUse: day(credential.lastUse),
  }));
  print({ json: credentials, text: rows.length === 0 ? "There are none." : tableOf(columns, rows) }, options.json);
}

/** Ends a consumer key. */
export async function revokeCredential(credentialId: number, options: ConnectionOptions): Promise<void> {
  await connect(options).client.auth.credentials.revoke(credentialId);
  print({ json: { revoked: credentialId }, text: `Credential ${credentialId} is revoked.` }, options.json);
}
