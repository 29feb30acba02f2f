import { type CallContext, request } from "../call/call.js";
import { kindOf } from "../call/text.js";
import type { OvhApiError } from "../errors/api-error.js";
import { createTurns } from "./ahead.js";
import { writeFilter } from "./filter.js";
import { allOf, type Answered, type Ending, expanded, failure, type Headers, isWhole, type Part } from "./parts.js";
import type { WantedList } from "./read-options.js";
import { isRefusal, refusalsOf } from "./refusals.js";

/** A way in which a list can be asked for. */
interface Way {
  readonly name: string;
  readonly headers: Headers;
  /** Whether nobody but OVH's own web manager is known to go it: the endpoint may refuse it. */
  readonly isUndocumented: boolean;
}

/** A thousand items take five requests, and the first of them come soon. */
const usualPageSize = 200;

/** The ways of a list, the best one first; the last is always open. */
function waysOf({ path, pageSize, expands, sort, isDescending, filter }: WantedList, limit: number): readonly Way[] {
  if (path.startsWith("/v2/")) {
    const headers = pageSize === undefined ? undefined : { "X-Pagination-Size": String(pageSize) };
    return [{ name: "cursors", headers: headers ?? {}, isUndocumented: false }];
  }
  const whole: Way = { name: "whole", headers: {}, isUndocumented: false };
  if (!expands) return [whole];
  const common = {
    "X-Pagination-Size": String(Math.min(pageSize ?? usualPageSize, limit)),
    ...(sort !== undefined && { "X-Pagination-Sort": sort }),
    ...((sort !== undefined || isDescending) && { "X-Pagination-Sort-Order": isDescending ? "DESC" : "ASC" }),
    ...(filter.length > 0 && { "X-Pagination-Filter": writeFilter(filter) }),
  };
  const paged = { "X-Pagination-Mode": "CachedObjectList-Pages", "X-Pagination-Number": "1", ...common };
  const walked = { "X-Pagination-Mode": "CachedObjectList-Cursor", ...common };
  return [
    { name: "pages", headers: paged, isUndocumented: true },
    { name: "cursors", headers: walked, isUndocumented: true },
    whole,
  ];
}

/** A list by the best way that the endpoint lets it go. */
export async function* partsOf(context: CallContext, list: WantedList, ending: Ending): AsyncGenerator<Part> {
  const { path, init, concurrency } = list;
  const { signal, limit } = ending;
  const turn = createTurns(context, concurrency, signal);
  const ask = async (headers: Headers): Promise<Answered | OvhApiError> => {
    const params = { ...init.params, header: { ...init.params?.header, ...headers } };
    const { data, error, response } = await turn(() => request(context, "GET", path, { ...init, params, signal }));
    if (error !== undefined) return error;
    if (!Array.isArray(data)) {
      throw failure(list, `was answered with ${kindOf(data)}, and is no list`, response.status);
    }
    return { items: data as unknown[], header: (name) => response.headers.get(`x-pagination-${name}`) ?? undefined };
  };

  const refusals = refusalsOf(context);
  const refused: string[] = [];
  for (const way of waysOf(list, limit)) {
    if (way.isUndocumented && refusals.has(`${way.name} ${path}`)) continue;
    const answered = await ask(way.headers);
    if (answered instanceof Error) {
      // Whoever may not read the list may not read it in another way.
      if (!way.isUndocumented || !isRefusal(answered) || answered.status === 403) throw answered;
      refused.push(way.name);
      continue;
    }
    const isExpanded = answered.items.every((item) => typeof item === "object");
    // What knows nothing of parts gives the ids, all of them.
    const isIgnored = way.isUndocumented && !isExpanded;
    if (isIgnored) refused.push(way.name);
    if (isIgnored && !isWhole(answered)) continue;
    for (const name of refused) refusals.add(`${name} ${path}`);

    const isArranged = way.isUndocumented && !isWhole(answered);
    const reading = { list, ask, turn, ...ending, headers: way.headers, isArranged };
    const parts = allOf(reading, answered);
    yield* list.expands ? expanded(context, reading, parts) : parts;
    return;
  }
}
