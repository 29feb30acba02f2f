import type { Account } from "../account/account.js";
import { type Application, applicationFields } from "../account/application.js";
import { classRefusal } from "../refusal.js";
import type { Answer, Call } from "./call.js";

/**
 * An application of the account.
 *
 * @throws {Refusal} 404 when there is none of that id.
 */
export function applicationWithId(account: Account, applicationId: number): Application {
  const application = account.applications.get(applicationId);
  if (!application) throw classRefusal(404, `The requested object (applicationId = ${applicationId}) does not exist`);
  return application;
}

const applicationOf = ({ account, parameters }: Call): Application =>
  applicationWithId(account, Number(parameters.path["applicationId"]));

const list: Answer = ({ account }) => [...account.applications.keys()];

const read: Answer = (call) => call.operation.response.with(applicationFields(applicationOf(call)));

const revoke: Answer = (call) => call.account.deleteApplication(applicationOf(call));

export const applicationOperations: Readonly<Record<string, Answer>> = {
  "GET /me/api/application": list,
  "GET /me/api/application/{applicationId}": read,
  "DELETE /me/api/application/{applicationId}": revoke,
};
