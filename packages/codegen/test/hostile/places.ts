/**
 * A schema that has in it all that OVH's have, and every place of it where a text stands: what is planted there must not
 * reach further than a text may.
 */
export interface Served {
  readonly index: string;
  readonly api: string;
}

/** A place in what is served. */
export interface Place {
  readonly name: string;
  /** What is served with a value at this place; the value stands for JSON text, which may be larger than any object. */
  plant(value: Planted): Served;
}

/** What is planted: a text, which places may put into a longer one, or JSON that takes the place as a whole. */
export type Planted = { readonly text: string } | { readonly json: string };

const flags = { canBeNull: false, readOnly: false, required: false };

const index = {
  basePath: "https://eu.api.ovh.com/1.0",
  apis: [{ path: "/coffee", schema: "{path}.{format}", format: ["json"], description: "coffee" }],
};

const api = {
  apiVersion: "1.0",
  basePath: "https://eu.api.ovh.com/1.0",
  resourcePath: "/coffee",
  subsections: { beans: { description: "beans" } },
  apis: [
    {
      path: "/coffee",
      description: "all coffee",
      operations: [
        {
          httpMethod: "GET",
          responseType: "long[]",
          responseTypes: { "200": "long[]", "202": "void" },
          parameters: [
            { name: "sort", paramType: "query", dataType: "a.KindEnum", required: false, description: "an order" },
            { name: "since", paramType: "query", dataType: "string", fullType: "date", required: false },
            { name: "X-Cursor", paramType: "header", dataType: "string", required: false, description: "a cursor" },
            { name: "tags", paramType: "query", dataType: "map[string]long", required: false, description: "tags" },
          ],
          noAuthentication: true,
          apiStatus: { value: "BETA", description: "in trial" },
          description: "a list",
          longDescription: "a long list",
          operationId: "listCoffee",
          iamActions: [{ name: "coffee:apiovh:get", required: true, description: "to see it" }],
          errors: ["Client::NotFound"],
          scopes: ["all"],
          resellerOnly: false,
        },
        {
          httpMethod: "POST",
          responseType: "a.Task",
          parameters: [
            { name: "note", paramType: "body", dataType: "text", required: true, description: "a note" },
            { name: "kind", paramType: "body", dataType: "a.KindEnum", required: false, description: "a kind" },
          ],
          noAuthentication: false,
          apiStatus: { value: "PRODUCTION", description: "" },
          iamActions: ["coffee:apiovh:create"],
        },
      ],
    },
    {
      path: "/coffee/{id}",
      description: "one coffee",
      operations: [
        {
          httpMethod: "GET",
          responseType: "a.Cup",
          responseFullType: "a.Cup",
          parameters: [{ name: "id", paramType: "path", dataType: "long", required: true, description: "its id" }],
          noAuthentication: false,
          apiStatus: { value: "PRODUCTION", description: "" },
        },
        {
          httpMethod: "PUT",
          responseType: "void",
          parameters: [
            { name: "id", paramType: "path", dataType: "long", required: true, description: "its id" },
            { paramType: "body", dataType: "a.Cup", required: true, description: "the whole" },
          ],
          noAuthentication: false,
          apiStatus: { value: "PRODUCTION", description: "" },
        },
        {
          httpMethod: "DELETE",
          responseType: "void",
          parameters: [{ name: "id", paramType: "path", dataType: "long", required: true, description: "its id" }],
          noAuthentication: false,
          apiStatus: {
            value: "DEPRECATED",
            deprecatedDate: "2024-01-01T00:00:00Z",
            deletionDate: "2025-01-01T00:00:00Z",
            replacement: "/tea",
            description: "on its way out",
          },
        },
      ],
    },
    {
      path: "/coffee/task/{taskId}",
      operations: [
        {
          httpMethod: "GET",
          responseType: "a.Task",
          parameters: [{ name: "taskId", paramType: "path", dataType: "long", required: true }],
          noAuthentication: false,
          apiStatus: { value: "ALPHA", description: "" },
        },
      ],
    },
  ],
  models: {
    "a.Cup": {
      id: "Cup",
      namespace: "a",
      description: "a cup",
      properties: {
        size: { type: "long", fullType: "long", description: "in ml", ...flags },
        kind: { type: "a.KindEnum", description: "its kind", ...flags, canBeNull: true },
        box: { type: "a.Box<string>", ...flags, required: true },
        counts: { type: "map[a.KindEnum]a.SizeEnum", ...flags },
        account: { type: "coreTypes.AccountId:string", ...flags, readOnly: true },
        more: { type: "a.Cup[]", ...flags },
        anything: { type: "any", ...flags },
      },
    },
    "a.Box": { generics: ["T"], properties: { value: { type: "T", ...flags } } },
    "a.KindEnum": {
      id: "KindEnum",
      namespace: "a",
      description: "kinds",
      enum: ["arabica", "robusta"],
      enumType: "string",
    },
    "a.SizeEnum": { enum: ["1", "2"], enumType: "long" },
    "a.Task": {
      properties: { id: { type: "long", ...flags }, status: { type: "string", description: "how far", ...flags } },
    },
  },
};

/** What is served where nothing is planted. */
export const harmless: Served = { index: JSON.stringify(index), api: JSON.stringify(api) };

type Path = readonly (string | number)[];

/** Stands for what is planted until the text of the file is written: JSON of a million entries is no object. */
const mark = "the planted value";

/** A copy with what a change makes of what is at a place. */
function changed(
  value: unknown,
  [key, ...rest]: Path,
  change: (holder: Record<string, unknown>, key: string) => object,
): unknown {
  if (rest.length === 0) return change(value as Record<string, unknown>, String(key));
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string, unknown>;
  copy[String(key)] = changed(copy[String(key)], rest, change);
  return copy;
}

function setValue(holder: Record<string, unknown>, key: string): object {
  if (!Array.isArray(holder)) return { ...holder, [key]: mark };
  return holder.map((item: unknown, position) => (String(position) === key ? mark : item));
}

/** The key of a member, and what it holds. */
function setKey(holder: Record<string, unknown>, key: string): object {
  return Object.fromEntries(Object.entries(holder).map(([name, value]) => [name === key ? mark : name, value]));
}

function addKey(holder: Record<string, unknown>, key: string): object {
  const object = holder[key] as object;
  return { ...holder, [key]: { ...object, [mark]: "x" } };
}

const files = { index, api };

function place(
  file: keyof typeof files,
  path: Path,
  change: typeof setValue,
  around: (text: string) => string = (text) => text,
): Place {
  const kind = change === setKey ? "the key " : change === addKey ? "another key of " : "";
  const shown = around("…") === "…" ? "" : ` as ${around("…")}`;
  const text = JSON.stringify(changed(files[file], path, change));
  return {
    name: `${kind}${file}${path.map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`)).join("")}${shown}`,
    plant: (planted) => {
      // A key is a text whatever is planted.
      const json =
        "text" in planted
          ? JSON.stringify(around(planted.text))
          : change === setValue
            ? planted.json
            : JSON.stringify(planted.json);
      // Not as a replacement's text, in which `$` would mean something.
      return { ...harmless, [file]: text.replace(JSON.stringify(mark), () => json) };
    },
  };
}

const values = (file: keyof typeof files, ...paths: Path[]): Place[] =>
  paths.map((path) => place(file, path, setValue));

const list: Path = ["apis", 0, "operations", 0];
const create: Path = ["apis", 0, "operations", 1];
const change: Path = ["apis", 1, "operations", 1];
const remove: Path = ["apis", 1, "operations", 2];
const cup: Path = ["models", "a.Cup"];
const kind: Path = ["models", "a.KindEnum"];

export const places: readonly Place[] = [
  ...values(
    "index",
    ["basePath"],
    ["apis", 0, "path"],
    ["apis", 0, "schema"],
    ["apis", 0, "format", 0],
    ["apis", 0, "description"],
  ),
  place("index", ["apis", 0], addKey),

  ...values(
    "api",
    ["apiVersion"],
    ["basePath"],
    ["resourcePath"],
    ["subsections", "beans"],
    ["subsections", "beans", "description"],
  ),
  place("api", ["apis"], setKey),
  place("api", ["models"], setKey),
  place("api", ["subsections", "beans"], setKey),

  ...values("api", ["apis", 0, "path"], ["apis", 0, "description"], ["apis", 0, "operations"]),
  place("api", ["apis", 0, "path"], setValue, (text) => `/coffee/${text}`),
  place("api", ["apis", 0, "path"], setValue, (text) => `/coffee/{${text}}`),
  place("api", ["apis", 0], addKey),

  ...[
    "httpMethod",
    "responseType",
    "noAuthentication",
    "description",
    "longDescription",
    "operationId",
    "resellerOnly",
  ].map((key) => place("api", [...list, key], setValue)),
  place("api", list, addKey),
  ...values("api", [...list, "responseTypes", "200"], [...list, "errors", 0], [...list, "scopes", 0]),
  place("api", [...list, "responseTypes", "202"], setKey),
  ...values("api", [...list, "apiStatus"], [...list, "apiStatus", "value"], [...list, "apiStatus", "description"]),
  ...values(
    "api",
    [...list, "iamActions", 0, "name"],
    [...list, "iamActions", 0, "description"],
    [...create, "iamActions", 0],
  ),
  place("api", [...list, "iamActions", 0], addKey),
  place("api", [...list, "apiStatus"], addKey),
  ...values(
    "api",
    [...remove, "apiStatus", "deprecatedDate"],
    [...remove, "apiStatus", "deletionDate"],
    [...remove, "apiStatus", "replacement"],
  ),

  ...["name", "paramType", "dataType", "required", "description"].map((key) =>
    place("api", [...list, "parameters", 0, key], setValue),
  ),
  place("api", [...list, "parameters", 0], addKey),
  ...values(
    "api",
    [...list, "parameters", 1, "fullType"],
    [...list, "parameters", 2, "name"],
    [...list, "parameters", 2, "description"],
  ),
  ...values(
    "api",
    [...create, "parameters", 0, "name"],
    [...create, "parameters", 0, "description"],
    [...create, "parameters", 1, "dataType"],
  ),
  ...values(
    "api",
    [...change, "parameters", 0, "name"],
    [...change, "parameters", 1, "dataType"],
    [...change, "parameters", 1, "description"],
  ),

  place("api", cup, setKey),
  place("api", kind, setKey),
  place("api", cup, addKey),
  ...values("api", [...cup, "id"], [...cup, "namespace"], [...cup, "description"], [...cup, "properties"]),
  place("api", [...cup, "properties", "size"], setKey),
  place("api", [...cup, "properties", "size"], addKey),
  ...["type", "fullType", "description", "canBeNull", "readOnly", "required"].map((key) =>
    place("api", [...cup, "properties", "size", key], setValue),
  ),
  place("api", [...cup, "properties", "box", "type"], setValue, (text) => `a.Box<${text}>`),
  place("api", [...cup, "properties", "box", "type"], setValue, (text) => `${text}<string>`),
  place("api", [...cup, "properties", "counts", "type"], setValue, (text) => `map[${text}]long`),
  place("api", [...cup, "properties", "counts", "type"], setValue, (text) => `map[string]${text}`),
  place("api", [...cup, "properties", "account", "type"], setValue, (text) => `coreTypes.${text}:string`),
  place("api", [...cup, "properties", "account", "type"], setValue, (text) => `coreTypes.AccountId:${text}`),
  place("api", [...cup, "properties", "more", "type"], setValue, (text) => `${text}[]`),
  ...values("api", ["models"], cup, ["models", "a.Box"], kind, [...cup, "properties", "size"], list, [
    ...list,
    "parameters",
    0,
  ]),
  ...values("api", ["models", "a.Box", "generics", 0], ["models", "a.Box", "properties", "value", "type"]),
  ...values("api", [...kind, "enum", 0], [...kind, "enumType"], [...kind, "description"], [...kind, "enum"]),
  ...values("api", ["models", "a.SizeEnum", "enum", 0], ["models", "a.Task", "properties", "status", "description"]),
];
