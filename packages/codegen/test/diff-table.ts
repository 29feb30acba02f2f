import type { PinnedModel, PinnedOperation, RuleId } from "../src/index.js";

/** A schema of the API `/coffee`, before and after. */
export interface Side {
  readonly operations?: Readonly<Record<string, PinnedOperation>>;
  readonly models?: Readonly<Record<string, PinnedModel>>;
}

/** What a diff finds: its rule, its subject (an operation, a model) and place, and what it says of it. */
export interface Case {
  readonly what: string;
  readonly before: Side;
  readonly after: Side;
  /** `rule subject place: sentence`, in the order of the report. */
  readonly finds: readonly `${RuleId} ${string}`[];
  /** What becomes of `GET /coffee` or `POST /coffee`. */
  readonly verdict?: "breaking" | "soft" | "compatible";
}

type Operations = NonNullable<Side["operations"]>;
type Models = NonNullable<Side["models"]>;

const get = (operation: PinnedOperation = {}): Operations => ({ "GET /coffee": operation });
const post = (operation: PinnedOperation = {}): Operations => ({ "POST /coffee": operation });

/** An operation that answers a model, and the model. */
function answers(properties: Readonly<Record<string, string>>, more: Models = {}): Side {
  return { operations: get({ returns: "a.Cup" }), models: { "a.Cup": { properties }, ...more } };
}

/** An operation that is sent a model, and the model. */
function takes(properties: Readonly<Record<string, string>>, more: Models = {}): Side {
  return { operations: post({ body: "a.Cup!" }), models: { "a.Cup": { properties }, ...more } };
}

const sizes = (...members: string[]): Models => ({ "a.Size": { enum: members } });
const answersSize = (...members: string[]): Side => ({
  operations: get({ returns: "a.Size" }),
  models: sizes(...members),
});
const takesSize = (...members: string[]): Side => ({
  operations: get({ query: { size: "a.Size" } }),
  models: sizes(...members),
});

export const cases: readonly Case[] = [
  // Operations.
  {
    what: "an operation that is new",
    before: {},
    after: { operations: get() },
    finds: ["operation-added GET /coffee: is new"],
  },
  {
    what: "an operation that is gone",
    before: { operations: get() },
    after: {},
    finds: ["operation-removed GET /coffee: is gone, unannounced"],
  },
  {
    what: "an operation that is gone as announced",
    before: { operations: get({ status: "DEPRECATED", deprecated: { replacement: "/tea" } }) },
    after: {},
    finds: ["operation-removed GET /coffee: is gone, as announced; instead: /tea"],
  },
  {
    what: "an operation that is deprecated",
    before: { operations: get() },
    after: { operations: get({ status: "DEPRECATED", deprecated: { replacement: "/tea" } }) },
    finds: ["operation-status GET /coffee: is DEPRECATED, was PRODUCTION; instead: /tea"],
    verdict: "compatible",
  },
  {
    what: "a deletion that is put off",
    before: { operations: get({ status: "DEPRECATED", deprecated: { deletion: "2030-01-01" } }) },
    after: { operations: get({ status: "DEPRECATED", deprecated: { deletion: "2031-01-01", replacement: "/tea" } }) },
    finds: [
      "operation-deprecation GET /coffee: has other dates: deletion 2030-01-01 → deletion 2031-01-01, instead /tea",
    ],
  },
  {
    what: "an IAM action",
    before: { operations: get({ iam: ["coffee:get"] }) },
    after: { operations: get({ iam: ["coffee:get", "coffee:smell?"] }) },
    finds: ["operation-iam GET /coffee: needs other IAM actions: coffee:get → coffee:get, coffee:smell?"],
    verdict: "compatible",
  },
  {
    what: "a signature that is needed",
    before: { operations: get({ unsigned: true }) },
    after: { operations: get() },
    finds: ["operation-signed GET /coffee: has to be signed now"],
    verdict: "breaking",
  },
  {
    what: "a signature that is not",
    before: { operations: get() },
    after: { operations: get({ unsigned: true }) },
    finds: ["operation-unsigned GET /coffee: needs no signature any more"],
  },
  {
    what: "errors, an operationId and a description",
    before: { operations: get({ errors: ["A"], operationId: "a", description: "A" }) },
    after: { operations: get({ errors: ["A", "B"], operationId: "b", description: "B" }) },
    finds: [
      "operation-description GET /coffee: is described in other words",
      "operation-errors GET /coffee: lists other errors: A → A, B",
      "operation-id GET /coffee: has another operationId: a → b",
    ],
    verdict: "compatible",
  },

  // What is sent.
  {
    what: "parameters that are new, one of them required",
    before: { operations: get() },
    after: { operations: get({ query: { milk: "boolean", size: "long!" } }) },
    finds: [
      "request-field-added-required GET /coffee query.size: is new and has to be sent: long",
      "request-field-added GET /coffee query.milk: is new and may be sent: boolean",
    ],
    verdict: "breaking",
  },
  {
    what: "a parameter that is gone, of every kind",
    before: {
      operations: get({
        path: { id: "long" },
        query: { q: "long" },
        headers: { h: "long" },
        others: { "cookie c": "long" },
      }),
    },
    after: { operations: get() },
    finds: [
      "request-field-removed GET /coffee headers.h: is no longer taken: long",
      "request-field-removed GET /coffee others.cookie c: is no longer taken: long",
      "request-field-removed GET /coffee path.id: is no longer taken: long",
      "request-field-removed GET /coffee query.q: is no longer taken: long",
    ],
    verdict: "breaking",
  },
  {
    what: "body fields that are required and not",
    before: { operations: post({ body: { milk: "boolean", size: "long!" } }) },
    after: { operations: post({ body: { milk: "boolean!", size: "long" } }) },
    finds: [
      "request-field-required POST /coffee body.milk: has to be sent now",
      "request-field-optional POST /coffee body.size: need not be sent any more",
    ],
    verdict: "breaking",
  },
  {
    what: "a property that is sent and may be null, and one that may not",
    before: takes({ milk: "boolean?", size: "long" }),
    after: takes({ milk: "boolean", size: "long?" }),
    finds: [
      "request-field-not-null a.Cup milk: must not be null any more",
      "request-field-nullable a.Cup size: may be null now",
    ],
    verdict: "breaking",
  },
  {
    what: "a property that can no longer be sent",
    before: takes({ size: "long", milk: "boolean" }),
    after: takes({ size: "long", milk: "boolean ro" }),
    finds: ["request-field-removed a.Cup milk: is no longer taken: boolean"],
    verdict: "breaking",
  },
  {
    what: "a parameter of another type, another format, and of any",
    before: { operations: get({ query: { a: "long", b: "string", c: "string" } }) },
    after: { operations: get({ query: { a: "string", b: "uuid", c: "any" } }) },
    finds: [
      "request-type GET /coffee query.a: is another type: long → string",
      "request-type-widened GET /coffee query.c: takes more: string → any",
      "request-format GET /coffee query.b: is written as another format: string → uuid",
    ],
    verdict: "breaking",
  },
  {
    what: "an enum that takes more",
    before: takesSize("S"),
    after: takesSize("S", "L"),
    finds: ['request-enum-widened a.Size: takes more values: "L"'],
    verdict: "compatible",
  },
  {
    what: "an enum that takes less",
    before: takesSize("S", "L"),
    after: takesSize("S"),
    finds: ['request-enum-narrowed a.Size: takes fewer values: without "L"'],
    verdict: "soft",
  },
  {
    what: "an enum of which any text may be sent",
    before: takesSize("S"),
    after: { operations: get({ query: { size: "string" } }), models: sizes("S") },
    finds: ["request-type-widened GET /coffee query.size: takes more: a.Size → string"],
    verdict: "compatible",
  },
  {
    what: "a text of which only an enum may be sent",
    before: { operations: get({ query: { size: "string" } }), models: sizes("S") },
    after: takesSize("S"),
    finds: ["request-type GET /coffee query.size: is another type: string → a.Size"],
    verdict: "breaking",
  },
  {
    what: "a body that is another model of the same fields",
    before: takes({ size: "long" }),
    after: {
      operations: post({ body: "a.Mug!" }),
      models: { "a.Cup": { properties: { size: "long" } }, "a.Mug": { properties: { size: "long" } } },
    },
    finds: [
      "model-added a.Mug of /coffee: is new",
      "request-model POST /coffee body: has another model: a.Cup → a.Mug",
    ],
    verdict: "compatible",
  },

  // What is answered.
  {
    what: "an answer where there was none",
    before: { operations: get() },
    after: { operations: get({ returns: "string" }) },
    finds: ["answer-added GET /coffee answer: is there now: string"],
    verdict: "compatible",
  },
  {
    what: "no answer any more, and one of another status",
    before: { operations: get({ returns: "string" }) },
    after: { operations: get({ responses: { "200": "void", "202": "a.Task" } }) },
    finds: [
      "answer-removed GET /coffee answer: is gone: string",
      "answer-added GET /coffee answer 202: is there now: a.Task",
    ],
    verdict: "breaking",
  },
  {
    what: "properties that are new and gone",
    before: answers({ milk: "boolean?" }),
    after: answers({ size: "long" }),
    finds: ["answer-field-removed a.Cup milk: is gone: boolean", "answer-field-added a.Cup size: is new: long"],
    verdict: "breaking",
  },
  {
    what: "a property that may be null, and one that is always there",
    before: answers({ milk: "boolean", size: "long?" }),
    after: answers({ milk: "boolean?", size: "long" }),
    finds: [
      "answer-field-nullable a.Cup milk: may be null or missing now",
      "answer-field-not-null a.Cup size: is always there now",
    ],
    verdict: "breaking",
  },
  {
    what: "a property of another type, another format, and told more exactly",
    before: answers({ a: "long[]", b: "long", c: "any" }),
    after: answers({ a: "string[]", b: "double", c: "string" }),
    finds: [
      "answer-type a.Cup a: is another type: long → string",
      "answer-type-narrowed a.Cup c: is told more exactly: any → string",
      "answer-format a.Cup b: is written as another format: long → double",
    ],
    verdict: "breaking",
  },
  {
    what: "a list where one thing was answered",
    before: answers({ a: "long" }),
    after: answers({ a: "long[]" }),
    finds: ["answer-type a.Cup a: is another type: long → long[]"],
    verdict: "breaking",
  },
  {
    what: "an alias, which travels as what it stands for",
    before: answers({ a: "string" }),
    after: answers({ a: "coreTypes.Id:string" }),
    finds: ["model-changed a.Cup of /coffee: is written otherwise, which no operation shows"],
    verdict: "compatible",
  },
  {
    what: "an enum that answers more",
    before: answersSize("S"),
    after: answersSize("S", "L"),
    finds: ['answer-enum-widened a.Size: has more values: "L"'],
    verdict: "soft",
  },
  {
    what: "an enum that answers less",
    before: answersSize("S", "L"),
    after: answersSize("S"),
    finds: ['answer-enum-narrowed a.Size: has fewer values: without "L"'],
    verdict: "compatible",
  },
  {
    what: "an enum that becomes a text",
    before: answers({ size: "a.Size" }, sizes("S")),
    after: answers({ size: "string" }, sizes("S")),
    finds: ["answer-type a.Cup size: is another type: a.Size → string"],
    verdict: "breaking",
  },
  {
    what: "an answer that becomes a superset",
    before: answers({ size: "long" }),
    after: {
      operations: get({ returns: "a.CupWithIAM" }),
      models: {
        "a.Cup": { properties: { size: "long" } },
        "a.CupWithIAM": { properties: { size: "long", iam: "string" } },
      },
    },
    finds: [
      "answer-field-added a.CupWithIAM iam: is new: string",
      "model-added a.CupWithIAM of /coffee: is new",
      "answer-model GET /coffee answer: has another model: a.Cup → a.CupWithIAM",
    ],
    verdict: "compatible",
  },
  {
    what: "an answer of a model without properties any more",
    before: answers({ size: "long" }),
    after: { operations: get({ returns: "a.Cup" }) },
    finds: [
      "answer-type GET /coffee answer: is another type: a.Cup → a.Cup",
      "model-removed a.Cup of /coffee: is gone",
    ],
    verdict: "breaking",
  },
  {
    what: "a change that is deep below, in a model that contains itself",
    before: answers(
      { tray: "a.Tray[]" },
      { "a.Tray": { properties: { cups: "map[string]a.Cup", size: "a.Size" } }, ...sizes("S") },
    ),
    after: answers(
      { tray: "a.Tray[]" },
      { "a.Tray": { properties: { cups: "map[string]a.Cup", size: "a.Size" } }, ...sizes("L") },
    ),
    finds: [
      'answer-enum-widened a.Size: has more values: "L"',
      'answer-enum-narrowed a.Size: has fewer values: without "S"',
    ],
    verdict: "soft",
  },
  {
    what: "a generic of another argument",
    before: {
      operations: get({ returns: "a.Box<long>" }),
      models: { "a.Box": { generics: ["T"], properties: { of: "T" } } },
    },
    after: {
      operations: get({ returns: "a.Box<string>" }),
      models: { "a.Box": { generics: ["T"], properties: { of: "T" } } },
    },
    finds: [
      "answer-type a.Box<string> of: is another type: long → string",
      "answer-model GET /coffee answer: has another model: a.Box<long> → a.Box<string>",
    ],
    verdict: "breaking",
  },

  // Bodies are compared as what is sent.
  {
    what: "named fields that become one model",
    before: { operations: post({ body: { size: "long!", milk: "boolean" } }) },
    after: takes({ size: "long!", milk: "boolean" }),
    finds: ["model-added a.Cup of /coffee: is new"],
    verdict: "compatible",
  },
  {
    what: "a model that becomes named fields, one of which is missing",
    before: takes({ size: "long!", milk: "boolean" }),
    after: { operations: post({ body: { size: "long!" } }) },
    finds: [
      "request-field-removed POST /coffee body.milk: is no longer taken: boolean",
      "model-removed a.Cup of /coffee: is gone",
    ],
    verdict: "breaking",
  },
  {
    what: "a body where there was none, and which need not be sent",
    before: { operations: post() },
    after: { operations: post({ body: { milk: "boolean" } }) },
    finds: ["request-field-added POST /coffee body.milk: is new and may be sent: boolean"],
    verdict: "compatible",
  },
  {
    what: "a body that is a list where there was an object",
    before: { operations: post({ body: { milk: "boolean" } }) },
    after: { operations: post({ body: "string[]!" }) },
    finds: ["request-field-added-required POST /coffee body: is new and has to be sent: string[]"],
    verdict: "breaking",
  },

  // Models that no operation holds.
  {
    what: "a model that nothing takes or answers",
    before: { models: { "a.Cup": { properties: { size: "long" } } } },
    after: { models: { "a.Cup": { properties: { size: "string" } } } },
    finds: ["model-changed a.Cup of /coffee: is written otherwise, which no operation shows"],
  },
  {
    what: "an operation and a model called as what every object inherits",
    before: {
      operations: get({ query: { constructor: "long" }, returns: "constructor" }),
      models: { constructor: { properties: { toString: "long" } } },
    },
    after: { operations: get({ query: {}, returns: "constructor" }), models: { constructor: { properties: {} } } },
    finds: [
      "request-field-removed GET /coffee query.constructor: is no longer taken: long",
      "answer-field-removed constructor toString: is gone: long",
    ],
    verdict: "breaking",
  },
];
