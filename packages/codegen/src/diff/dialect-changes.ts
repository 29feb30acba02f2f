import { primitives } from "../dialect/primitives.js";
import { formatType, namesIn, parseType, substitute } from "../dialect/type-expression.js";
import { type Field, formatField, parseField, type PinnedApi, type PinnedOperation } from "../pin/notation.js";
import type { FindingIdentity } from "./finding.js";
import type { Snapshot } from "./snapshot.js";

/** What turns everywhere at once is no change of an API but of how OVH writes schemas: so many, and such a share of all. */
const fewest = 100;
const share = 0.9;

/** What has changed of the dialect, and the older snapshot as the newer dialect would have written it. */
export interface DialectChanges {
  readonly findings: readonly FindingIdentity[];
  readonly before: Snapshot;
}

/** Finds what is written otherwise everywhere, so that it is told once and not for every field. */
export function dialectChanges(before: Snapshot, after: Snapshot): DialectChanges {
  const counts = countTurns(before, after);
  const turned = new Set(
    counts.filter(({ turns, all }) => turns >= fewest && turns >= share * all).map(({ turn }) => turn),
  );
  const findings = [...turned].map((turn) => {
    const { fact, from, to } = turnOf(turn);
    return {
      rule: fact === "type" ? "dialect-type" : "dialect-flag",
      place: fact === "type" ? `type ${from}` : fact,
      from,
      to,
    } as const;
  });
  return {
    findings: [...keyChanges(before, after), ...findings],
    before: turned.size === 0 ? before : translate(before, after, turned),
  };
}

/** A fact and the two values that it turns between, `property.required true false`. */
type Turn = `${string} ${string} ${string}`;

function turnOf(turn: Turn): { fact: string; from: string; to: string } {
  const [fact = "", from = "", to = ""] = turn.split(" ");
  return { fact, from, to };
}

/** How often each fact turns, of all the times that it had the value that it turns from. */
function countTurns(before: Snapshot, after: Snapshot): { turn: Turn; turns: number; all: number }[] {
  const all = new Map<string, number>();
  const turns = new Map<Turn, number>();
  const count = (fact: string, from: string, to: string, times: number): void => {
    add(all, `${fact} ${from}`, times);
    if (from !== to) add(turns, `${fact} ${from} ${to}`, times);
  };
  for (const { kind, from, to, times } of commonFields(before, after)) {
    for (const flag of flagsOf(kind)) count(`${kind}.${flag}`, String(from[flag]), String(to[flag]), times);
    for (const [one, other] of namePairs(from, to)) count("type", one, other, times);
  }
  eachCommonOperation(before, after, (from, to) => {
    for (const fact of statements) count(`operation.${fact}`, presence(from[fact]), presence(to[fact]), 1);
  });
  return [...turns].map(([turn, number]) => {
    const { fact, from } = turnOf(turn);
    return { turn, turns: number, all: all.get(`${fact} ${from}`)! };
  });
}

function add<K>(counts: Map<K, number>, key: K, times: number): void {
  counts.set(key, (counts.get(key) ?? 0) + times);
}

type Kind = "property" | "parameter";

/** Of parameters only one flag says anything. */
function flagsOf(kind: Kind): readonly ("nullable" | "readOnly" | "required")[] {
  return kind === "property" ? ["nullable", "readOnly", "required"] : ["required"];
}

/** What an operation may say of itself or not. */
const statements = ["iam", "errors", "operationId"] as const;

function presence(value: unknown): string {
  return value === undefined ? "absent" : "present";
}

/** The primitives of a type, each with the name that stands in its place in the other. */
function namePairs(from: Field, to: Field): [string, string][] {
  const one = namesIn(parseType(from.type));
  const other = from.type === to.type ? one : namesIn(parseType(to.type));
  if (one.length !== other.length) return [];
  return one.flatMap((name, index) => (primitives.has(name) ? [[name, other[index]!] as [string, string]] : []));
}

type Fields = Readonly<Record<string, string>> | undefined;

function eachCommonApi(before: Snapshot, after: Snapshot, visit: (from: PinnedApi, to: PinnedApi) => void): void {
  const newer = new Map(after.apis.map(({ version, pin }) => [version + pin.api, pin]));
  for (const { version, pin } of before.apis) {
    const other = newer.get(version + pin.api);
    if (other !== undefined) visit(pin, other);
  }
}

function eachCommonOperation(
  before: Snapshot,
  after: Snapshot,
  visit: (from: PinnedOperation, to: PinnedOperation) => void,
): void {
  eachCommonApi(before, after, (from, to) => eachCommon(from.operations, to.operations, visit));
}

/** A field as it is written before and after, and how many are written so. */
interface CommonField {
  readonly kind: Kind;
  readonly from: Field;
  readonly to: Field;
  readonly times: number;
}

/** The fields of both snapshots; most are written alike, and are read once. */
function commonFields(before: Snapshot, after: Snapshot): CommonField[] {
  const written = { property: new Map<string, number>(), parameter: new Map<string, number>() };
  const fields = (kind: Kind, from: Fields = {}, to: Fields = {}): void =>
    eachCommon(from, to, (one, other) => add(written[kind], one === other ? one : `${one}\n${other}`, 1));
  eachCommonApi(before, after, (from, to) => {
    eachCommon(from.operations, to.operations, (one, other) => {
      for (const group of parameterGroups) fields("parameter", one[group], other[group]);
      if (typeof one.body === "object" && typeof other.body === "object") fields("parameter", one.body, other.body);
    });
    eachCommon(from.models, to.models, (one, other) => fields("property", one.properties, other.properties));
  });
  return (["property", "parameter"] as const).flatMap((kind) =>
    [...written[kind]].map(([key, times]) => {
      const [from = "", to = from] = key.split("\n");
      return { kind, from: parseField(from), to: parseField(to), times };
    }),
  );
}

const parameterGroups = ["path", "query", "headers", "others"] as const;

function eachCommon<T>(
  from: Readonly<Record<string, T>>,
  to: Readonly<Record<string, T>>,
  visit: (from: T, to: T) => void,
): void {
  for (const key of Object.keys(from)) if (Object.hasOwn(to, key)) visit(from[key]!, to[key]!);
}

/** The older snapshot with every fact turned that has turned everywhere, where it has. */
function translate(before: Snapshot, after: Snapshot, turned: ReadonlySet<Turn>): Snapshot {
  const newer = new Map(after.apis.map(({ version, pin }) => [version + pin.api, pin]));
  const types = new Map(
    [...turned].map(turnOf).flatMap(({ fact, from, to }) => (fact === "type" ? [[from, parseType(to)] as const] : [])),
  );
  // Where the newer snapshot has not turned it, it is a change of its own.
  const typeText = (from: string, to: string | undefined): string =>
    from !== to && formatType(substitute(parseType(from), types)) === to ? to : from;
  const field = (kind: Kind, text: string, other: string | undefined): string => {
    const from = parseField(text);
    const to = other === undefined ? from : parseField(other);
    const flags = flagsOf(kind).map((flag) => {
      const hasTurned = turned.has(`${kind}.${flag} ${String(from[flag])} ${String(to[flag])}`);
      return [flag, hasTurned ? to[flag] : from[flag]] as const;
    });
    return formatField({ ...from, ...Object.fromEntries(flags), type: typeText(from.type, to.type) });
  };
  const fields = (kind: Kind, from: Fields, to: Fields): Record<string, string> =>
    Object.fromEntries(
      Object.entries(from ?? {}).map(([name, text]) => [
        name,
        field(kind, text, to && Object.hasOwn(to, name) ? to[name] : undefined),
      ]),
    );
  const operation = (from: PinnedOperation, to: PinnedOperation = {}): PinnedOperation => ({
    ...from,
    ...Object.fromEntries(
      parameterGroups.flatMap((group) => (from[group] ? [[group, fields("parameter", from[group], to[group])]] : [])),
    ),
    ...(typeof from.body === "object" && {
      body: fields("parameter", from.body, typeof to.body === "object" ? to.body : undefined),
    }),
    ...(typeof from.body === "string" && {
      body: field("parameter", from.body, typeof to.body === "string" ? to.body : undefined),
    }),
    ...(from.returns !== undefined && { returns: typeText(from.returns, to.returns) }),
    ...(from.responses && {
      responses: Object.fromEntries(
        Object.entries(from.responses).map(([status, type]) => [status, typeText(type, to.responses?.[status])]),
      ),
    }),
    ...Object.fromEntries(
      statements
        .filter((fact) => turned.has(`operation.${fact} ${presence(from[fact])} ${presence(to[fact])}`))
        .map((fact) => [fact, to[fact]]),
    ),
  });
  const own = <T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
    record && Object.hasOwn(record, key) ? record[key] : undefined;
  return {
    ...before,
    apis: before.apis.map(({ version, pin, overrides }) => {
      const other = newer.get(version + pin.api);
      const operations = Object.entries(pin.operations).map(
        ([key, from]) => [key, operation(from, own(other?.operations, key))] as const,
      );
      const models = Object.entries(pin.models).map(([name, model]) => {
        const properties = model.properties && {
          properties: fields("property", model.properties, own(other?.models, name)?.properties),
        };
        return [name, { ...model, ...properties }] as const;
      });
      return {
        version,
        overrides,
        pin: { ...pin, operations: Object.fromEntries(operations), models: Object.fromEntries(models) },
      };
    }),
  };
}

/** Keys of the dialect that a version's schemas have begun to use, and those that they have ceased to use. */
function keyChanges(before: Snapshot, after: Snapshot): FindingIdentity[] {
  return Object.entries(before.versions).flatMap(([version, { dialect }]) => {
    const newer = after.versions[version]?.dialect.keys;
    if (newer === undefined) return [];
    const [old, now] = [new Set(dialect.keys), new Set(newer)];
    const gone = dialect.keys.filter((key) => !now.has(key));
    const added = newer.filter((key) => !old.has(key));
    if (gone.length + added.length === 0) return [];
    const from = gone.length > 0 && { from: gone.join(", ") };
    const to = added.length > 0 && { to: added.join(", ") };
    return [{ rule: "dialect-keys", place: version, ...from, ...to }];
  });
}
