import type { Catalogue } from "../catalogue/catalogue.js";
import type { PinnedOperation } from "../catalogue/operation.js";
import { parseTarget, valuesIn } from "../http/target.js";
import type { Fields } from "../schema/fields.js";
import type { KeptCollection } from "./kept-collection.js";
import type { Store } from "./store.js";

/** The GET of a path, and the values that the path has for the parameters of its template. */
export interface FoundRead {
  readonly operation: PinnedOperation;
  readonly values: Fields;
}

/** Finds the GET of a finished path, such as `/domain/zone/example.com/record`; undefined where the pin has none. */
export async function findRead(catalogue: Catalogue, path: string): Promise<FoundRead | undefined> {
  const target = parseTarget(path.startsWith("/v2/") ? path : `/1.0${path}`);
  const operations = target && (await catalogue.operations(target.version, target.segments));
  const operation = operations?.get("get");
  return target && operation && { operation, values: valuesIn(target, operation.template) };
}

/** The first collection whose item a path leads through though it has none of that id; undefined where all are there. */
export function missingAbove({ operation, values }: FoundRead, store: Store): KeptCollection | undefined {
  return operation.place.above.find((kept) => kept.itemAt(values, store) === undefined);
}
