/**
 * Schemas as OVH might serve them tomorrow, and as somebody who means harm might: what a pull, a generate and a check
 * make of each. A number is a case of "what breaks converters" in OVH's dialect.
 */
export interface Drift {
  readonly what: string;
  /** What is served as the API `/coffee`: parts of a file, or the text of it. */
  readonly served: object | string;
  /**
   * What a pull says: that it is refused, or what was left out (the start of each line), and what is new to it.
   */
  readonly pull:
    | { readonly refused: RegExp }
    | { readonly leftOut?: readonly string[]; readonly unknown?: readonly string[] };
  /** What the generated types hold. They compile in any case. */
  readonly types?: readonly (string | RegExp)[];
  /** What they do not hold. */
  readonly not?: readonly (string | RegExp)[];
}

const status = { value: "PRODUCTION", description: "" };

function operation(change: object = {}): object {
  return {
    httpMethod: "GET",
    responseType: "string",
    parameters: [],
    noAuthentication: false,
    apiStatus: status,
    ...change,
  };
}

function parameter(change: object = {}): object {
  return { name: "sugar", paramType: "query", dataType: "long", required: false, description: "", ...change };
}

function property(type: string, change: object = {}): object {
  return { type, canBeNull: false, readOnly: false, required: false, description: "", ...change };
}

/** An API of one path with these operations, and these models. */
function api(operations: readonly object[], models: object = {}, path: string = "/coffee"): object {
  return { apis: [{ path, description: "", operations }], models };
}

/** An API that answers with this model. */
function model(name: string, definition: object, more: object = {}): object {
  return api([operation({ responseType: name })], { [name]: definition, ...more });
}

const turned = "user\u202e\u2066// admin\u2069\u2066";

export const drifts: readonly Drift[] = [
  // What OVH's files have always held.
  {
    what: "1: a path variable that only the body declares",
    served: {
      apis: [
        {
          path: "/coffee/{id}",
          operations: [operation({ parameters: [parameter({ name: "id", paramType: "path", required: true })] })],
        },
        {
          path: "/coffee/{id}/milk",
          operations: [operation({ httpMethod: "POST", parameters: [parameter({ name: "id", paramType: "body" })] })],
        },
      ],
    },
    pull: {},
    types: ['"/coffee/{id}/milk": {params:{path:{id:Long}};body?:{id?:Long};response:string};'],
  },
  {
    what: "2: a model's name without a dot",
    served: model("beanEnum", { enum: ["arabica"], enumType: "string", namespace: "" }),
    pull: {},
    types: ["export type BeanEnum_ = ", "{response:BeanEnum_}"],
  },
  {
    what: "3: a generic's template, and an instance that still says T",
    served: api(
      [operation({ responseType: "a.Cup<long>" }), operation({ httpMethod: "POST", responseType: "b.Cup<string>" })],
      {
        "a.Cup": { generics: ["T"], properties: { of: property("T[]") } },
        "b.Cup<string>": { generics: ["T"], properties: { of: property("T") } },
      },
    ),
    pull: {},
    types: ["A_Cup$$long", "of: number[];", "B_Cup$$string", "of: string;"],
  },
  {
    what: "4: members that are numbers in quotes, empty, equal up to case, or hold quotes and spaces",
    served: model(
      "a.Cup",
      { properties: { size: property("a.SizeEnum"), kind: property("a.KindEnum") } },
      {
        "a.SizeEnum": { enum: ["10", "9"], enumType: "long" },
        "a.KindEnum": { enum: ["", " x", "A", "a", '`${q}"\\'] },
      },
    ),
    pull: {},
    types: ["9|10|(number & {})", String.raw`""|" x"|"A"|"${"`${q}"}\"\\"|"a"|(string & {})`],
  },
  {
    what: "5: models equal up to case, models that are namespaces, names that are no identifiers, reserved words",
    served: api([operation()], {
      "a.cup": { properties: { x: property("a.Cup") } },
      "a.Cup": { properties: { constructor: property("string"), "odd-name": property("string") } },
      "a.Cup.2013v1.Small": { properties: { class: property("string") } },
      constructor: { properties: { toString: property("string") } },
      function: { properties: { y: property("constructor") } },
    }),
    pull: {},
    types: [
      "interface A_cup ",
      "interface ACup ",
      "interface A_Cup_2013v1_Small ",
      "interface Constructor_ ",
      "Function_",
    ],
  },
  {
    what: "7: operations equal in camel case",
    served: {
      apis: ["/coffee/my/cup", "/coffee/myCup", "/coffee/my_cup"].map((path) => ({ path, operations: [operation()] })),
    },
    pull: {},
    types: ['"/coffee/my/cup": ', '"/coffee/myCup": ', '"/coffee/my_cup": '],
  },
  {
    what: "8: a fixed segment where others have a variable",
    served: { apis: ["/coffee/cups/{name}", "/coffee/{id}/milk"].map((path) => ({ path, operations: [operation()] })) },
    pull: {},
    types: ['"/coffee/cups/{name}": {params:{path:{name:string}};', '"/coffee/{id}/milk": {params:{path:{id:string}};'],
  },
  {
    what: "11: a model that contains itself below two lists",
    served: model(
      "a.Cup",
      { properties: { of: property("a.Tray[]") } },
      { "a.Tray": { properties: { cups: property("a.Cup[]") } } },
    ),
    pull: {},
    types: ["of: ATray[];", "cups: ACup[];"],
  },

  // 10: what is new is carried, and counted.
  {
    what: "10: keys, a status, a type and a kind of parameter that are new",
    served: {
      ...api([
        operation({
          responseType: "decimal",
          apiStatus: { value: "GAMMA", since: 1 },
          parameters: [parameter({ paramType: "cookie", style: "x" })],
        }),
      ]),
      brandNew: true,
    },
    pull: {
      unknown: [
        "apiStatus.since",
        "file.brandNew",
        "parameter kind cookie",
        "parameter.style",
        "status GAMMA",
        "type decimal",
      ],
    },
    types: ["{response:unknown}", "GAMMA"],
  },
  {
    what: "10: descriptions, and all that may be missing, that are null",
    served: api(
      [
        operation({
          description: null,
          longDescription: null,
          iamActions: null,
          errors: null,
          scopes: null,
          operationId: null,
          responseTypes: null,
          apiStatus: { value: "BETA", description: null, replacement: null, deletionDate: null },
        }),
      ],
      {
        "a.Cup": {
          id: null,
          namespace: null,
          description: null,
          properties: { x: property("string", { description: null, fullType: null }) },
        },
      },
    ),
    pull: {},
    types: ["BETA", "x: string;"],
  },
  {
    what: "10: flags, a status and parameters that are missing",
    served: model("a.Cup", { properties: { x: { type: "string" } } }, {}),
    pull: { unknown: ["property without canBeNull", "property without readOnly", "property without required"] },
    types: ["x?: string | null;"],
  },
  {
    what: "10: an operation that says next to nothing",
    served: api([
      { httpMethod: "GET", responseType: "string" },
      operation({ httpMethod: "POST", parameters: [{ name: "x", paramType: "query", dataType: "string" }] }),
    ]),
    pull: {
      unknown: [
        "operation without apiStatus",
        "operation without noAuthentication",
        "operation without parameters",
        "parameter without required",
      ],
    },
    types: ['"/coffee": {response:string};', "query?:{x?:string}"],
  },
  {
    what: "10: a hyphen in a model's name and in a variable's",
    served: {
      apis: [
        {
          path: "/coffee/{my-id}",
          operations: [
            operation({ responseType: "a-b.Cup-x", parameters: [parameter({ name: "my-id", paramType: "path" })] }),
          ],
        },
      ],
      models: { "a-b.Cup-x": { properties: { "y-z": property("string") } } },
    },
    pull: {},
    types: ['"/coffee/{my-id}": {params:{path:{"my-id":Long}};response:A$02d$b_Cup$02d$x};', '"y-z": string;'],
  },

  // 10: what cannot be expressed is left out, and counted.
  {
    what: "10: a method that is new",
    served: api([operation(), operation({ httpMethod: "PATCH" })]),
    pull: { leftOut: ["PATCH /coffee, at httpMethod: "] },
    types: ['"/coffee": {response:string};'],
  },
  {
    what: "10: a path with a verb behind its variable",
    served: {
      apis: [
        { path: "/coffee", operations: [operation()] },
        { path: "/coffee/{id}:brew", operations: [operation(), operation({ httpMethod: "POST" })] },
      ],
    },
    pull: { leftOut: ["GET /coffee/{id}:brew, at path: ", "POST /coffee/{id}:brew, at path: "] },
    types: ['"/coffee": '],
    not: ["brew"],
  },
  {
    what: "10: a type that cannot be read, in an answer, a parameter and a property",
    served: api(
      [
        operation({ responseType: "a<b" }),
        operation({ httpMethod: "POST", parameters: [parameter({ dataType: "x|y" })] }),
        operation({ httpMethod: "PUT", responseType: "a.Cup" }),
      ],
      { "a.Cup": { properties: { good: property("string"), bad: property('import("fs")') } } },
    ),
    pull: {
      leftOut: [
        'GET /coffee, at responseType: "a<b" is not a type: ',
        'POST /coffee, at parameters[0].dataType: "x|y" is not a type: ',
        String.raw`a.Cup, at properties.bad.type: "import(\"fs\")" is not a type: `,
      ],
    },
    types: ["good: string;"],
    not: ["bad", "import("],
  },
  {
    what: "10: a model of neither properties nor members, and what refers to it",
    served: model("a.Cup", { oneOf: [] }),
    pull: { leftOut: ["a.Cup: properties or enum expected"], unknown: ["type a.Cup"] },
    types: ["{response:unknown}"],
  },
  {
    what: "10: a model with a name that is none",
    served: api([operation()], {
      "../x": { properties: {} },
      ["a".repeat(400)]: { properties: {} },
      "a b": { enum: ["x"] },
    }),
    pull: { leftOut: ["../x: a model name such as", `${"a".repeat(400)}: `, "a b: a model name such as"] },
    types: ['"/coffee": '],
  },
  {
    what: "10: a parameter that is neither named nor a body, and a body where OVH refuses one",
    served: api([
      operation({ parameters: [parameter({ name: undefined })] }),
      operation({ httpMethod: "DELETE", parameters: [parameter({ paramType: "body" })] }),
      operation({ httpMethod: "POST" }),
    ]),
    pull: {
      leftOut: [
        "GET /coffee, at parameters[0]: a query parameter needs a name",
        "DELETE /coffee, at parameters[0]: a body is never sent with DELETE",
      ],
    },
    types: ['"/coffee": {response:string};'],
  },

  // What contradicts itself, or is no schema of this API.
  {
    what: "an operation that is there twice",
    served: api([operation(), operation()]),
    pull: { refused: /GET \/coffee is there twice/ },
  },
  {
    what: "a parameter that is there twice",
    served: api([operation({ parameters: [parameter(), parameter()] })]),
    pull: { refused: /the parameter sugar is there twice/ },
  },
  {
    what: "a body that is both one value and named fields",
    served: api([
      operation({
        httpMethod: "POST",
        parameters: [parameter({ name: undefined, paramType: "body" }), parameter({ paramType: "body" })],
      }),
    ]),
    pull: { refused: /the body is both one value and named fields/ },
  },
  {
    what: "a path of another API",
    served: api([operation()], {}, "/coffeetable"),
    pull: { refused: /\/coffeetable does not belong/ },
  },
  {
    what: "a path that leaves the API",
    served: api([operation()], {}, "/coffee/../me"),
    pull: { refused: /a path without dot segments/ },
  },
  { what: "another API", served: { resourcePath: "/tea" }, pull: { refused: /"\/coffee" expected, found "\/tea"/ } },
  { what: "HTML", served: "<!doctype html><p>Hello", pull: { refused: /a JSON schema expected, found HTML/ } },
  { what: "nothing", served: "", pull: { refused: /the file is empty/ } },
  { what: "half a file", served: '{"apiVersion":"1.0","bas', pull: { refused: /not JSON/ } },
  { what: "a list", served: "[]", pull: { refused: /expected object/ } },
  { what: "null", served: "null", pull: { refused: /expected object/ } },
  { what: "a text", served: '"/coffee"', pull: { refused: /expected object/ } },
  { what: "a number", served: "42", pull: { refused: /expected object/ } },
  { what: "two files in one", served: "{}{}", pull: { refused: /not JSON/ } },
  {
    what: "XML",
    served: '<?xml version="1.0"?><coffee/>',
    pull: { refused: /a JSON schema expected, found HTML or XML/ },
  },
  { what: "an API without its path", served: { resourcePath: undefined }, pull: { refused: /at resourcePath: / } },
  {
    what: "an API whose path leaves the folder",
    served: { resourcePath: "/../coffee" },
    pull: { refused: /at resourcePath: / },
  },
  {
    what: "paths that are no list",
    served: { apis: { path: "/coffee" } },
    pull: { refused: /at apis: .*expected array/ },
  },
  {
    what: "a path that is no text",
    served: { apis: [{ path: 1, operations: [] }] },
    pull: { refused: /at apis\[0\]\.path: / },
  },
  {
    what: "operations that are no list",
    served: { apis: [{ path: "/coffee", operations: {} }] },
    pull: { refused: /at apis\[0\]\.operations: .*expected array/ },
  },
  { what: "models that are a list", served: { models: [] }, pull: { refused: /at models: .*expected record/ } },
  { what: "subsections that are a text", served: { subsections: "x" }, pull: { refused: /at subsections: / } },
  {
    what: "an error of OVH's",
    served: { class: "Server::InternalServerError", apiVersion: undefined },
    pull: { refused: /at apiVersion: / },
  },

  // What means harm.
  {
    what: "a model called __proto__",
    served: '{"apiVersion":"1.0","basePath":"","resourcePath":"/coffee","models":{"__proto__":{"properties":{}}}}',
    pull: { refused: /__proto__ is not accepted/ },
  },
  {
    what: "nesting without end",
    served: `{"apiVersion":"1.0","basePath":"","resourcePath":"/coffee","x":${"[".repeat(20_000)}${"]".repeat(20_000)}}`,
    pull: { refused: /nested too deeply/ },
  },
  {
    what: "a property called $ref, and others that mean something to JSON Schema",
    served: model("a.Cup", {
      properties: Object.fromEntries(
        ["$ref", "anyOf", "items", "properties", "required", "x-ovh-item", "x-ovh-model"].map((name) => [
          name,
          property("string"),
        ]),
      ),
    }),
    pull: {},
    types: ["$ref: string;", '"x-ovh-model": string;', "anyOf: string;"],
  },
  {
    what: "a generic that grows with every level, to several sides",
    served: api([operation({ responseType: "a.Cup<string>" })], {
      "a.Cup<T>": {
        generics: ["T"],
        properties: { next: property("a.Cup<T[]>"), other: property("a.Cup<a.Cup<T>>"), of: property("T") },
      },
    }),
    pull: { unknown: ["type a.Cup<…>"] },
    types: ["interface A_Cup$$string ", "unknown"],
  },
  {
    what: "names that hide what they are",
    served: api([operation({ responseType: "a.Cup", parameters: [parameter({ name: turned })] })], {
      "a.Cup": { properties: { [turned]: property("string"), "line\u2028end": property("a.KindEnum") } },
      "a.KindEnum": { enum: [turned, "line\u2029end", "\u0007"] },
    }),
    pull: {},
    types: [
      String.raw`"user\u202e\u2066// admin\u2069\u2066": string;`,
      String.raw`"line\u2028end"`,
      String.raw`"line\u2029end"`,
      String.raw`"\u0007"`,
    ],
    not: [/[\u202e\u2028\u2029\u2066\u2069]/],
  },
  {
    what: "prose that would end its comment or speak to the compiler",
    served: api([
      operation({ description: "*/ export const x = 1; /* @ts-ignore", iamActions: ["*/ export const y = 1; /*"] }),
    ]),
    pull: {},
    not: [/^export const/m, /\*\/ export/],
  },
  {
    what: "names of variables that objects inherit",
    served: {
      apis: [
        {
          path: "/coffee/{toString}/{constructor}",
          operations: [operation({ parameters: [parameter({ name: "toString", paramType: "path" })] })],
        },
      ],
    },
    pull: {},
    types: ["{path:{toString:Long;constructor:string}}"],
  },
];
