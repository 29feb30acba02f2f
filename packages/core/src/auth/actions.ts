// What client.auth loads with its first call: the functions behind it.
export {
  getApplication,
  getCredential,
  listApplications,
  listCredentials,
  revokeApplication,
  revokeCredential,
} from "./account.js";
export { createTokenUrl, logout, requestConsumerKey } from "./consumer-key.js";
export { explain } from "./explain.js";
export { rulesForClient } from "./rules-for.js";
export { waitForValidation } from "./wait-for-validation.js";
