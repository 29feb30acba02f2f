import { applicationFields } from "../account/application.js";
import { type Credential, credentialFields, statusOf } from "../account/credential.js";
import { classRefusal } from "../refusal.js";
import { applicationWithId } from "./applications.js";
import type { Answer, Call } from "./call.js";

function credentialOf({ account, parameters }: Call): Credential {
  const credentialId = Number(parameters.path["credentialId"]);
  const credential = account.credentials.get(credentialId);
  if (!credential) throw classRefusal(404, `The requested object (credentialId = ${credentialId}) does not exist`);
  return credential;
}

const matches = (wanted: unknown, value: unknown): boolean => wanted === undefined || wanted === value;

const list: Answer = ({ account, parameters: { query }, now }) =>
  [...account.credentials.values()]
    .filter((credential) => matches(query["applicationId"], credential.applicationId))
    .filter((credential) => matches(query["status"], statusOf(credential, now)))
    .map(({ credentialId }) => credentialId);

const read: Answer = (call) => call.operation.response.with(credentialFields(credentialOf(call), call.now));

const write: Answer = (call) => {
  const { allowedIPs } = call.body as { allowedIPs?: readonly string[] | null };
  if (allowedIPs !== undefined) credentialOf(call).allowedIPs = allowedIPs;
};

const revoke: Answer = (call) => call.account.deleteCredential(credentialOf(call));

const readApplication: Answer = (call) =>
  call.operation.response.with(applicationFields(applicationWithId(call.account, credentialOf(call).applicationId)));

export const credentialOperations: Readonly<Record<string, Answer>> = {
  "GET /me/api/credential": list,
  "GET /me/api/credential/{credentialId}": read,
  "PUT /me/api/credential/{credentialId}": write,
  "DELETE /me/api/credential/{credentialId}": revoke,
  "GET /me/api/credential/{credentialId}/application": readApplication,
};
