export { createClient } from "./create-client.js";
export type { AccessRule } from "./auth/access-rule.js";
export type {
  ApplicationDetails,
  Auth,
  ConsumerKeyRequest,
  CredentialDetails,
  Explanation,
  LeastRights,
  RequestedConsumerKey,
  WaitOptions,
} from "./auth/auth.js";
export type { ClientOf, RegionOperations } from "./client-of.js";
export type { Client, OperationLookup, UnwrappedCalls, UnwrappedLookup } from "./client.js";
export type {
  ClientOptions,
  HeaderValues,
  IamTables,
  OperationTables,
  PinnedClientOptions,
  RegionClientOptions,
  RequestOptions,
  TaskTables,
} from "./client-options.js";
export type { Endpoint, EndpointAlias, EndpointHosts, EndpointName, HostsName } from "./endpoints/endpoint.js";
export { endpoints, resolveEndpoint } from "./endpoints/endpoints.js";
export { OvhApiError, type ApiErrorFields } from "./errors/api-error.js";
export { OvhAuthError } from "./errors/auth-error.js";
export { OvhConfigError } from "./errors/config-error.js";
export { OvhNetworkError } from "./errors/network-error.js";
export { OvhError, type FailedCall, type Sent } from "./errors/ovh-error.js";
export { OvhParseError } from "./errors/parse-error.js";
export { OvhProtocolError } from "./errors/protocol-error.js";
export { OvhTaskError } from "./errors/task-error.js";
export { OvhTimeoutError } from "./errors/timeout-error.js";
export type { Fetch, FetchInit, FetchResponse } from "./fetch.js";
export type { CallEvent, ErrorEvent, Hooks, ResponseEvent, RetryEvent } from "./call/hooks.js";
export type { LimitedAnswer, LimitedRequest, Limiter, LimitRule } from "./call/limiter.js";
export type { LimitOptions } from "./call/limits.js";
export type { Middleware, MiddlewareContext } from "./call/middleware.js";
export type { RetryOption, RetryTable } from "./call/retry.js";
export type {
  BatchOptions,
  BatchResult,
  Comparison,
  FieldOf,
  Filter,
  Listing,
  ListOptions,
  Page,
  Progress,
} from "./lists/lists.js";
export type { WithBigints } from "./numbers.js";
export type { OpenApiDocument, OpenApiDocuments } from "./openapi-documents.js";
export type { HttpMethod } from "./http-method.js";
export type {
  Answer,
  Args,
  BodyOf,
  Init,
  ItemOf,
  OperationKey,
  Operations,
  ParamsOf,
  ResponseOf,
  UntypedOperation,
  UntypedOperations,
} from "./operations.js";
export type { UpdateOptions } from "./update.js";
export type { Wait, Waitable, WaitForOptions, WaitHandle, WaitProgress } from "./wait/wait.js";
export { type DataPromise, type Result, unwrap } from "./result.js";
export { sign, type SignatureParts } from "./proof/signature.js";
