import { accountActions } from "./account-actions.js";
import { explain } from "./explain.js";
import { createTokenUrl, logout, requestConsumerKey } from "./consumer-key.js";
import { rulesFor } from "./rules-for.js";
import { waitForValidation } from "./wait-for-validation.js";

/** The functions of `client.auth`. */
export const actions = {
  requestConsumerKey,
  waitForValidation,
  createTokenUrl,
  rulesFor,
  explain,
  logout,
  ...accountActions,
};
