import type { CallContext } from "../call/call.js";
import { isIn, plainPath, readingsOf, unpack } from "../call/tables.js";
import { kindOf } from "../call/text.js";
import type { Init, UntypedOperation } from "../operations.js";
import { checkCallback, wholeNumber } from "../option-checks.js";
import { ownProperties } from "../own-properties.js";
import { type Condition, readFilter } from "./filter.js";
import type { ListOptions, Progress } from "./lists.js";

/** What `paginate` is given after the path. */
export type GivenList = Init<UntypedOperation> & { query?: object } & ListOptions<never>;

/** A list that is to be read. */
export interface WantedList {
  readonly path: string;
  /** What every request of it has. */
  readonly init: Init<UntypedOperation>;
  readonly pageSize: number | undefined;
  readonly concurrency: number;
  readonly sort: string | undefined;
  readonly isDescending: boolean;
  readonly filter: readonly Condition[];
  /** Whether ids are to become what is read by them. */
  readonly expands: boolean;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

/** Of what everybody counts on: requests at a time. */
const usualConcurrency = 5;

/**
 * Reads what a list is to be read by.
 *
 * @throws {TypeError} For an option that is not what it has to be.
 */
export async function readListOptions(context: CallContext, path: string, given: GivenList = {}): Promise<WantedList> {
  const { pageSize, concurrency, sort, order, filter, items, onProgress, query, ...init } = ownProperties(given);
  if (order !== undefined && order !== "asc" && order !== "desc")
    throw new TypeError('order has to be "asc" or "desc".');
  if (sort !== undefined && (typeof sort !== "string" || sort === "")) {
    throw new TypeError(`sort has to be the name of a property; found ${kindOf(sort)}.`);
  }
  if (items !== undefined && typeof items !== "boolean") {
    throw new TypeError(`items has to be true or false; found ${kindOf(items)}.`);
  }
  if (path.includes("?")) throw new TypeError(`The path ${JSON.stringify(path)} has a query: give it as \`query\`.`);
  const conditions = readFilter(filter);
  if (items === false && (sort !== undefined || conditions.length > 0)) {
    throw new TypeError("A list of ids (items: false) can be neither sorted nor filtered: ids have no properties.");
  }
  const params = query === undefined ? init.params : { ...init.params, query: query as Record<string, unknown> };
  return {
    path,
    init: { ...init, ...(params && { params }) },
    pageSize: pageSize === undefined ? undefined : wholeNumber("pageSize", pageSize),
    sort,
    isDescending: order === "desc",
    filter: conditions,
    expands: await expands(context, path, items),
    ...readPace({ concurrency, onProgress }),
  };
}

/**
 * Reads how many requests are under way at a time and who is told how far they have come.
 *
 * @throws {TypeError} For what is neither.
 */
export function readPace(given: {
  readonly concurrency?: number | undefined;
  readonly onProgress?: WantedList["onProgress"];
}): Pick<WantedList, "concurrency" | "onProgress"> {
  const { concurrency = usualConcurrency, onProgress } = given;
  checkCallback("onProgress", onProgress);
  return { concurrency: wholeNumber("concurrency", concurrency), onProgress };
}

/** Whether the schema says that a list's ids expand; where no schema is known, the program has to. */
async function expands({ expanded }: CallContext, path: string, items: boolean | undefined): Promise<boolean> {
  if (items === false) return false;
  if (expanded === undefined) {
    if (items === true) return true;
    throw new TypeError(
      `Whether GET ${path} lists ids of what can be read is not known to a client of @ovh-typed/core: give items: true, or ` +
        "false for the list as it is, or make the client by the endpoint's package.",
    );
  }
  return isIn(unpack(await expanded()), readingsOf("GET", plainPath(path), false));
}
