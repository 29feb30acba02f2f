export { loopback } from "../endpoints/base-url.js";
export type { AccessRule } from "./access-rule.js";
export {
  describeCredentials,
  type CredentialsDescription,
  type DescribedField,
  type DescribeOptions,
} from "../credentials/describe-credentials.js";
export { methodsOf, readOnly, readWrite, readWriteSafe, recursive, type Recursive } from "./rules.js";
export { rulesFor } from "./rules-for.js";
export type { Origin } from "../credentials/origin.js";
