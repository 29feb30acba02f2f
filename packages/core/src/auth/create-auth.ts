import { later } from "../load.js";
import type { Operations } from "../operations.js";
import type { Auth, AuthContext } from "./auth.js";

/** Makes `client.auth`, whose functions are loaded with the first call of one. */
export function createAuth<O extends Operations>(context: AuthContext): Auth<O> {
  const act = later("client.auth", () => import("./actions.js"), context);
  return {
    requestConsumerKey: act("requestConsumerKey"),
    waitForValidation: act("waitForValidation"),
    createTokenUrl: act("createTokenUrl"),
    rulesFor: act("rulesForClient") as Auth<O>["rulesFor"],
    explain: act("explain"),
    logout: act("logout"),
    credentials: {
      list: act("listCredentials"),
      get: act("getCredential"),
      revoke: act("revokeCredential"),
    },
    applications: {
      list: act("listApplications"),
      get: act("getApplication"),
      revoke: act("revokeApplication"),
    },
  };
}
