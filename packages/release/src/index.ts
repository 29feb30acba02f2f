export { formatChangesetReport } from "./changeset/report.js";
export { daysOf } from "./changeset/text.js";
export { type ChangesetReport, writeChangesets } from "./changeset/write-changesets.js";
export { type Disagreement, disagreements, type Reason, reasons } from "./judge/agreement.js";
export { judge, type Judgement, type Verdict } from "./judge/judge.js";
export { formatJudgements } from "./judge/report.js";
export { reportPins } from "./pull-request/pin-report.js";
export { changeRollingBranch, type RollingBranch, type RollingOutcome } from "./pull-request/rolling-branch.js";
export { recordReleases } from "./version/record-releases.js";
