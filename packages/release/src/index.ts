export { formatChangesetReport } from "./changeset/report.js";
export { type ChangesetReport, writeChangesets } from "./changeset/write-changesets.js";
export { type Disagreement, disagreements, type Reason, reasons } from "./judge/agreement.js";
export { judge, type Judgement, type Verdict } from "./judge/judge.js";
export { formatJudgements } from "./judge/report.js";
export { recordReleases } from "./version/record-releases.js";
