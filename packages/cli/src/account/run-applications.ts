import { connect } from "../connection/connect.js";
import type { ConnectionOptions } from "../connection/options.js";
import { print } from "../output.js";
import { tableOf } from "../table.js";

const columns = [
  { name: "id", title: "Application", alignment: "right" },
  { name: "name", title: "Name", maxLen: 24 },
  { name: "description", title: "Description", maxLen: 40 },
  { name: "status", title: "Status" },
  { name: "key", title: "Key" },
] as const;

/** Lists the account's applications. */
export async function listApplications(options: ConnectionOptions): Promise<void> {
  const applications = await connect(options).client.auth.applications.list();
  const rows = applications.map(({ applicationId, applicationKey, name, description, status }) => ({
    id: applicationId,
    name,
    description,
    status,
    key: applicationKey,
  }));
  print({ json: applications, text: rows.length === 0 ? "There are none." : tableOf(columns, rows) }, options.json);
}

/** Deletes an application. */
export async function revokeApplication(applicationId: number, options: ConnectionOptions): Promise<void> {
  await connect(options).client.auth.applications.revoke(applicationId);
  print(
    { json: { revoked: applicationId }, text: `Application ${applicationId} and its consumer keys are revoked.` },
    options.json,
  );
}
