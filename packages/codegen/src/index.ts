export { SchemaError } from "./schema-error.js";
export { checkPin, type PinCheck } from "./check.js";
export type { PinOptions } from "./pin/from-dialect.js";
export type { PinManifest, PinnedApiRecord, PinnedVersion } from "./pin/manifest.js";
export type { Field, PinnedApi, PinnedModel, PinnedOperation } from "./pin/notation.js";
export { pull, type PullOptions, type PullProgress, type PullReport } from "./pull/pull.js";
export type { PullTarget } from "./pull/read-version.js";
export { movedOn, type MovedOn } from "./pull/moved-on.js";
export { type Diff, diffSchemas, type DiffSummary } from "./diff/diff.js";
export { packageSnapshot, type PackageSchemas } from "./diff/documents.js";
export type { Finding } from "./diff/finding.js";
export { formatList, formatMarkdown, formatText, type ReportOptions } from "./diff/report.js";
export { type FindingClass, findingClasses, type Rule, type RuleId, rules } from "./diff/rules.js";
export { lockName, type ProjectLock, readLock } from "./project/lock.js";
export { checkProject } from "./project/check.js";
export {
  generateProject,
  pinProject,
  type ProjectPinOptions,
  type ProjectPins,
  unpinProject,
} from "./project/project.js";
export { type ProjectUpdateOptions, updateProject } from "./project/update.js";
export { readRevision, type RevisionFolder } from "./diff/revision.js";
export { readSnapshots, type Snapshot } from "./diff/snapshot.js";
export { pinnedEndpoints, readManifest, readManifestIfThere, readPinnedApi } from "./pin/read.js";
export { pathPrefix, toOpenApi, type DocumentContext, type DocumentResult } from "./openapi/document.js";
export type { Overrides } from "./openapi/models.js";
export type { OpenApiDocument, Operation, Parameter, PathItem, Schema } from "./openapi/openapi.js";
export { mergeDocuments, type DocumentPart } from "./openapi/merge.js";
export { mergedDocument, type DocumentSource } from "./openapi/merged-document.js";
export { emitOpenApiTypeScript } from "./emit/openapi-typescript.js";
export { emitApiTypes } from "./emit/api-module.js";
export { typeName } from "./emit/type-name.js";
export { generateRegion, type GenerateOptions, readPin } from "./region/generate.js";
export { pinSummary, type PinSummary, type VersionSummary } from "./region/pin-summary.js";
export { type Pin, regionApis, type RegionApi, regionFiles } from "./region/region.js";
export { type PackageManifest, regionPackage } from "./region-package/region-package.js";
export type { RegionFacts, ReleasedPin } from "./region-package/region-facts.js";
