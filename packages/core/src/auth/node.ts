export { loopback } from "../base-url.js";
export type { AccessRule } from "./access-rule.js";
export { describeCredentials } from "../node/describe-credentials.js";
export type { CredentialsDescription, DescribedField, DescribeOptions } from "./describe-credentials.js";
export { methodsOf, readOnly, readWrite, readWriteSafe, recursive, type Recursive } from "./rules.js";
