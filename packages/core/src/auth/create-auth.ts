import type { IamTables } from "../client-options.js";
import { load } from "../load.js";
import type { Operations } from "../operations.js";
import type { Auth, AuthContext } from "./auth.js";

/** Makes `client.auth`, whose functions are loaded with the first call of one. */
export function createAuth<O extends Operations>(context: AuthContext): Auth<O> {
  const actions = () => load("client.auth", () => import("./actions.js"));
  return {
    requestConsumerKey: async (request) => (await actions()).requestConsumerKey(context, request),
    waitForValidation: async (options) => (await actions()).waitForValidation(context, options),
    createTokenUrl: async (accessRules, options) => (await actions()).createTokenUrl(context, accessRules, options),
    rulesFor: async (operations: readonly string[], iam?: IamTables) =>
      (await actions()).rulesForClient(context, operations, iam),
    explain: async (method, path, init) => (await actions()).explain(context, method, path, init),
    logout: async () => (await actions()).logout(context),
    credentials: {
      list: async (filter) => (await actions()).listCredentials(context, filter),
      get: async (credentialId) => (await actions()).getCredential(context, credentialId),
      revoke: async (credentialId) => (await actions()).revokeCredential(context, credentialId),
    },
    applications: {
      list: async () => (await actions()).listApplications(context),
      get: async (applicationId) => (await actions()).getApplication(context, applicationId),
      revoke: async (applicationId) => (await actions()).revokeApplication(context, applicationId),
    },
  };
}
