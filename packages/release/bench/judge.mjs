// pnpm bench:judge: what it takes to decide about a change of all of ovh-eu, beside generating its types: the diff, the
// compiler, and writing for it.
import { diffSchemas } from "@ovh-typed/codegen";
import { readHistory } from "../../codegen/history/history.mjs";
import { compile } from "../dist/judge/compile.js";
import { judgeFiles, judgeProgram } from "../dist/judge/program.js";

const history = await readHistory("ovh-eu");
const rounds = 3;
console.log("seconds, medians of three".padEnd(28), "types (ten sets)", "diff", "compiler", "beyond types");
for (const [index, { label, snapshot: after }] of history.entries()) {
  const before = history[index - 1];
  if (before === undefined) continue;
  const times = { types: [], diff: [], compiler: [], beyond: [] };
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const { files } = judgeProgram(before.snapshot, after);
    const generated = performance.now();
    diffSchemas([before.snapshot], [after]);
    const compared = performance.now();
    await compile(judgeFiles, files);
    const compiled = performance.now();
    times.types.push(generated - start);
    times.diff.push(compared - generated);
    times.compiler.push(compiled - compared);
    times.beyond.push(compiled - generated);
  }
  const [types, diff, compiler, beyond] = Object.values(times).map(median);
  console.log(`${before.label} → ${label}`.padEnd(28), types.padEnd(16), diff, compiler.padEnd(8), beyond);
}

function median(values) {
  const sorted = values.sort((one, other) => one - other);
  return (sorted[Math.floor(sorted.length / 2)] / 1000).toFixed(1).padEnd(4);
}
