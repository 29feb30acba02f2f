import type { ServerResponse } from "node:http";

// What endpoints serve, whole and broken.

export const operation = {
  httpMethod: "GET",
  responseType: "string[]",
  parameters: [],
  noAuthentication: false,
  apiStatus: { value: "PRODUCTION", description: "" },
};
/** An API of one operation. */
export const api = (path: string, extra: object = {}): object => ({
  apiVersion: "1.0",
  basePath: "https://example.invalid/elsewhere",
  resourcePath: path,
  apis: [{ path, description: "", operations: [operation] }],
  models: {},
  ...extra,
});
/** An index of APIs. */
export const index = (...paths: string[]): object => ({
  basePath: "https://example.invalid/elsewhere",
  apis: paths.map((path) => ({ path, schema: "{path}.{format}", format: ["json"], description: "" })),
});

/** Stands for an answer whose connection breaks after nine bytes. */
export const cutOff = Symbol("cut off");

/** Sends an answer as its kind says: an object as JSON, a URL as a redirect to it. */
export function respond(response: ServerResponse, answer: unknown): unknown {
  if (answer === undefined) return response.writeHead(404).end("{}");
  if (answer === cutOff) {
    response.writeHead(200, { "content-length": 1000 });
    return response.write('{ "apis":', () => response.destroy());
  }
  if (answer instanceof URL) return response.writeHead(302, { location: answer.href }).end();
  return response.end(typeof answer === "string" || answer instanceof Uint8Array ? answer : JSON.stringify(answer));
}

/** What is refused of an upstream that has `/coffee` in `/1.0`: what is served instead, and what is said of it. */
export const brokenUpstreams: readonly (readonly [what: string, answers: Record<string, unknown>, message: RegExp])[] =
  [
    ["an index that is HTML", { "/1.0/": "<!doctype html><p>Hello" }, /\/1\.0\/: a JSON schema expected, found HTML/],
    ["an index that is empty", { "/1.0/": "" }, /\/1\.0\/: not JSON that can be read \(the file is empty\)/],
    [
      "an index without an API",
      { "/1.0/": { apis: [], basePath: "" } },
      /at apis: an index of at least one API expected/,
    ],
    ["an index that lists an API twice", { "/1.0/": index("/coffee", "/coffee") }, /the API \/coffee is there twice/],
    [
      "an API path that begins with a version",
      { "/1.0/": index("/v2/coffee") },
      /that begins with no version expected/,
    ],
    [
      "an index of APIs that differ in letters' case alone",
      { "/1.0/": index("/coffee", "/Coffee") },
      /the API \/coffee and \/Coffee differ in letters' case alone/,
    ],
    ["an API path that leaves the folder", { "/1.0/": index("/../../etc/passwd") }, /at apis\[0\]\.path: an API path/],
    ["an API path that is a URL", { "/1.0/": index("//evil.example") }, /at apis\[0\]\.path: an API path/],
    ["an API that is missing", { "/1.0/coffee.json": undefined }, /coffee\.json: 200 expected, found 404/],
    [
      "a redirect",
      { "/1.0/coffee.json": new URL("http://127.0.0.1:9/") },
      /coffee\.json: 200 expected, found 302: a redirect to another host, http:\/\/127\.0\.0\.1:9\/, is not followed/,
    ],
    [
      "an API that refers to a URL",
      { "/1.0/coffee.json": api("/coffee", { models: { "a.Cup": { $ref: "http://127.0.0.1:9/cup.json" } } }) },
      /coffee\.json, at models\.a\.Cup\.\$ref: a reference, to http:\/\/127\.0\.0\.1:9\/cup\.json, is not followed/,
    ],
    [
      "an API that refers to a file",
      { "/1.0/coffee.json": { $ref: "file:///etc/hostname" } },
      /coffee\.json, at \$ref: a reference, to file:\/\/\/etc\/hostname, is not followed/,
    ],
    [
      "an API nested 20,000 levels deep",
      { "/1.0/coffee.json": `{"apis":${"[".repeat(20_000)}${"]".repeat(20_000)}}` },
      /coffee\.json, at character 107: nested too deeply/,
    ],
    [
      "a million properties",
      {
        "/1.0/coffee.json": `{"models":{"a.Cup":{"properties":{${'"x":{"type":"string"},'.repeat(1_000_000)}"y":0}}}}`,
      },
      /coffee\.json, at character \d+: more than 500,000 keys and values/,
    ],
    [
      "more operations than any API has",
      {
        "/1.0/coffee.json": api("/coffee", {
          apis: Array.from({ length: 2501 }, (_, number) => ({ path: `/coffee/${number}`, operations: [operation] })),
        }),
      },
      /coffee\.json, at apis: more than 2,500 operations/,
    ],
    [
      "more models than any API has",
      {
        "/1.0/coffee.json": api("/coffee", {
          models: Object.fromEntries(Array.from({ length: 2501 }, (_, number) => [`a.Cup${number}`, { enum: [] }])),
        }),
      },
      /coffee\.json, at models: more than 2,500 models/,
    ],
    [
      "generic models that make more and more of each other",
      {
        "/1.0/coffee.json": api("/coffee", {
          apis: [{ path: "/coffee", operations: [{ ...operation, responseType: "a.Cup0<string>" }] }],
          models: Object.fromEntries(
            Array.from({ length: 30 }, (_, one) => [
              `a.Cup${one}<T>`,
              {
                generics: ["T"],
                properties: Object.fromEntries(
                  Array.from({ length: 30 }, (__, other) => [`p${other}`, { type: `a.Cup${other}<a.Cup${one}<T>>` }]),
                ),
              },
            ]),
          ),
        }),
      },
      /coffee\.json, at models\.a\.Cup\d+: generic models that make more and more of each other/,
    ],
    ["a truncated API", { "/1.0/coffee.json": JSON.stringify(api("/coffee")).slice(0, -9) }, /coffee\.json: not JSON/],
    ["an API that is not UTF-8", { "/1.0/coffee.json": new Uint8Array([0x22, 0xff, 0x22]) }, /coffee\.json: not UTF-8/],
    ["an oversized API", { "/1.0/coffee.json": " ".repeat(33 * 1024 * 1024) }, /coffee\.json: larger than/],
  ];
