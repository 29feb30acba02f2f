export { type Disagreement, disagreements, type Reason, reasons } from "./judge/agreement.js";
export { judge, type Judgement, type Verdict } from "./judge/judge.js";
export { formatJudgements } from "./judge/report.js";
