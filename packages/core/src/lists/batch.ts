import { call, type CallContext } from "../call/call.js";
import { readTarget } from "../call/tables.js";
import { kindOf } from "../call/text.js";
import type { Init, UntypedOperation } from "../operations.js";
import { ownProperties } from "../own-properties.js";
import { ahead, createTurns, type Turn } from "./ahead.js";
import type { BatchOptions, BatchResult } from "./lists.js";
import { progressOf } from "./progress.js";
import { readPace } from "./read-options.js";
import { isRefusal, refusalsOf } from "./refusals.js";

/** As many ids as OVH's own web manager has in one request. */
const mostIds = 50;

/** What is read by ids. */
export interface ReadById {
  /** A path template. */
  readonly path: string;
  /** The parameter that ids stand for. */
  readonly name: string;
  /** What every request has. */
  readonly init: Init<UntypedOperation>;
  readonly concurrency: number;
  readonly turn: Turn;
}

type Read = BatchResult<unknown, unknown>;

/** What `batch` is given after the ids. */
export type GivenBatch = Init<UntypedOperation> & BatchOptions;

/**
 * Reads several things, each once.
 *
 * @throws {TypeError} For a path without parameters, and for ids that cannot be sent.
 */
export async function readBatch(
  context: CallContext,
  path: string,
  ids: readonly unknown[],
  given: GivenBatch = {},
): Promise<Read[]> {
  const { concurrency, onProgress, ...init } = ownProperties(given);
  if (!Array.isArray(ids)) throw new TypeError(`batch takes a list of ids; found ${kindOf(ids)}.`);
  const name = /^.*\{([^{}]*)\}/.exec(path)?.[1];
  if (name === undefined)
    throw new TypeError(`The path ${JSON.stringify(path)} has no parameter that ids could stand for.`);
  const pace = readPace({ concurrency, onProgress });
  const reading: ReadById = { path, name, init, turn: createTurns(context, pace.concurrency, init.signal), ...pace };
  const distinct = new Map(ids.map((id) => [String(id), id]));
  const tell = progressOf(context, pace);
  const found = new Map<string, Read>();
  for await (const part of readByIds(context, reading, [...distinct.values()])) {
    for (const one of part) found.set(String(one.id), one);
    tell(part.length, distinct.size);
  }
  return ids.map((id) => ({ ...found.get(String(id))!, id }));
}

/** Reads things by their ids, in parts, in order. */
export function readByIds(
  context: CallContext,
  reading: ReadById,
  ids: readonly unknown[],
): AsyncGenerator<readonly Read[]> {
  const parts: (readonly unknown[])[] = [];
  for (let start = 0; start < ids.length; start += mostIds) parts.push(ids.slice(start, start + mostIds));
  return ahead(parts, (part) => readPart(context, reading, part), reading.concurrency);
}

/** Reads a part in one request; where that is refused, by halves, and where they are, one by one. */
async function readPart(context: CallContext, reading: ReadById, ids: readonly unknown[]): Promise<readonly Read[]> {
  const refusals = refusalsOf(context);
  const refusal = `batch ${reading.path}`;
  const whole = refusals.has(refusal) ? undefined : await readTogether(context, reading, ids);
  if (whole !== undefined) return whole;
  const middle = Math.ceil(ids.length / 2);
  const halves = [ids.slice(0, middle), ids.slice(middle)];
  const areOpen = !refusals.has(refusal);
  const read = await Promise.all(halves.map((half) => (areOpen ? readTogether(context, reading, half) : undefined)));
  if (middle > 1 && read.every((half) => half === undefined)) refusals.add(refusal);
  return (await Promise.all(halves.map((half, index) => read[index] ?? readSingly(context, reading, half)))).flat();
}

/** Reads several in one request; undefined where the endpoint does not let it. */
async function readTogether(
  context: CallContext,
  reading: ReadById,
  ids: readonly unknown[],
): Promise<readonly Read[] | undefined> {
  const { path, name, init, turn } = reading;
  if (ids.length < 2 || path.startsWith("/v2/")) return undefined;
  const target = { ...readTarget(context, "GET", path), several: name };
  const params = {
    ...init.params,
    path: { ...init.params?.path, [name]: ids },
    header: { ...init.params?.header, "X-Ovh-Batch": "," },
  };
  const { data, error } = await turn(() => call(context, "GET", path, { ...init, params }, target));
  if (error !== undefined) return isRefusal(error) ? undefined : ids.map((id) => ({ id, error }));
  const values = valuesOf(data, ids);
  if (values === undefined) return undefined;
  // The form of an error in there is not known: who asks for the thing alone is told.
  return (
    await Promise.all(
      ids.map(async (id, index) => {
        const value = values[index];
        return (value ?? null) === null ? readSingly(context, reading, [id]) : [{ id, data: value }];
      }),
    )
  ).flat();
}

/** The values in an answer to a request for several, in the order of their ids; undefined where it is none. */
function valuesOf(answer: unknown, ids: readonly unknown[]): readonly unknown[] | undefined {
  const entries = Array.isArray(answer) ? (answer as readonly { key?: unknown; value?: unknown }[]) : [];
  const isAnswer = entries.length === ids.length && entries.every((entry) => Object.hasOwn(Object(entry), "value"));
  if (!isAnswer) return undefined;
  const byKey = new Map(entries.map(({ key, value }) => [String(key), value]));
  const hasKeys = ids.every((id) => byKey.has(String(id)));
  return hasKeys ? ids.map((id) => byKey.get(String(id))) : entries.map(({ value }) => value);
}

/** Reads things one by one. */
function readSingly(context: CallContext, reading: ReadById, ids: readonly unknown[]): Promise<Read[]> {
  const { path, name, init, turn } = reading;
  const target = readTarget(context, "GET", path);
  return Promise.all(
    ids.map(async (id): Promise<Read> => {
      const params = { ...init.params, path: { ...init.params?.path, [name]: id } };
      const { data, error } = await turn(() => call(context, "GET", path, { ...init, params }, target));
      return error === undefined ? { id, data } : { id, error };
    }),
  );
}
