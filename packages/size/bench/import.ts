import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

// Measures what an import takes, and the first client after it, each time in a process that has imported nothing before,
// ours and the others' in turn. Prints a table of medians.

const credentials = '{ applicationKey: "key", applicationSecret: "secret", consumerKey: "consumer" }';
const contenders = [
  { module: "openapi-fetch", client: "imported.default({ baseUrl: 'https://eu.api.ovh.com/1.0' })" },
  { module: "ovh", client: "imported.default({ appKey: 'key', appSecret: 'secret', consumerKey: 'consumer' })" },
  { module: "@ovh-typed/ovh-eu", client: `imported.createClient(${credentials})` },
];
const rounds = Number(process.argv[2] ?? 21);
const folder = fileURLToPath(new URL("../..", import.meta.url));

/** Milliseconds of an import and of a client. */
function measure({ module, client }: (typeof contenders)[number]): [number, number] {
  const program = `
    const start = performance.now();
    const imported = await import(${JSON.stringify(module)});
    const middle = performance.now();
    ${client};
    console.log(JSON.stringify([middle - start, performance.now() - middle]));`;
  const output = execFileSync(process.execPath, ["--input-type=module", "--eval", program], { cwd: folder });
  return JSON.parse(output.toString()) as [number, number];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

const measured = contenders.map((contender) => ({ ...contender, figures: [] as [number, number][] }));
for (let round = 0; round < rounds; round++) {
  for (const contender of measured) contender.figures.push(measure(contender));
}
console.log("| medians, in ms | import | first client |\n| --- | --: | --: |");
for (const { module, figures } of measured) {
  const [imported, made] = [0, 1].map((part) => median(figures.map((one) => one[part]!)).toFixed(1));
  console.log(`| ${module} | ${imported} | ${made} |`);
}
