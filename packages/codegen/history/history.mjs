// What an endpoint's schemas were at several times: what docs/changes, the tests and the bench of diffs are made from.
// One file an endpoint, compressed, in which the same API at all times stands together: most of it is said once.
import { readFile, writeFile } from "node:fs/promises";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";

const fileOf = (endpoint) => new URL(`${endpoint}.json.br`, import.meta.url);

export async function readHistory(endpoint) {
  const { captures, apis } = JSON.parse(brotliDecompressSync(await readFile(fileOf(endpoint))));
  return captures.map(({ label, versions }) => ({
    label,
    snapshot: {
      endpoint,
      versions,
      apis: apis.flatMap(({ version, pins }) =>
        Object.hasOwn(pins, label) ? [{ version, pin: pins[label], overrides: {} }] : [],
      ),
    },
  }));
}

export async function writeHistory(endpoint, captures) {
  const apis = new Map();
  for (const { label, snapshot } of captures) {
    for (const { version, pin } of snapshot.apis) {
      const key = `${version}${pin.api}`;
      const api = apis.get(key) ?? { version, pins: {} };
      api.pins[label] = pin;
      apis.set(key, api);
    }
  }
  const text = JSON.stringify({
    captures: captures.map(({ label, snapshot: { versions } }) => ({ label, versions })),
    apis: [...apis.keys()].sort().map((key) => apis.get(key)),
  });
  const params = { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
  await writeFile(fileOf(endpoint), brotliCompressSync(text, { params }));
}
