import type { CallContext } from "../call/call.js";
import { later } from "../load.js";
import type { GivenBatch } from "./batch.js";
import type { Listing } from "./lists.js";
import type { GivenList } from "./read-options.js";

/** What a client reads lists with, untyped. */
export interface Lists {
  paginate(path: string, options?: GivenList): Listing<unknown>;
  batch(path: string, ids: readonly unknown[], options?: GivenBatch): Promise<object>;
}

/** Makes what a client reads lists with, which is loaded with the first of them. */
export function createLists(context: CallContext): Lists {
  const act = later("lists", () => import("./read-list.js"), context);
  const paginate = (path: string, options?: GivenList): Listing<unknown> => {
    const listing = (): Promise<Pick<Listing<unknown>, "pages" | "toArray">> => act("listingOf")(path, options);
    return {
      pages: async function* () {
        yield* (await listing()).pages();
      },
      toArray: async (given) => (await listing()).toArray(given),
      async *[Symbol.asyncIterator]() {
        for await (const { items } of this.pages()) for (const item of items) yield item;
      },
    };
  };
  return { paginate, batch: act("readBatch") };
}
