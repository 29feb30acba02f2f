import type { Surroundings } from "../checking/operation-context.js";
import { collectionsOf } from "./collection.js";
import { KeptCollection } from "./kept-collection.js";

/** Where an operation stands among what is kept. */
export interface Place {
  /** The collections whose items its path leads through, the outermost first. */
  readonly above: readonly KeptCollection[];
  /** The collection that its path is the list of. */
  readonly lists?: KeptCollection | undefined;
  /** The collection that its path is an item of. */
  readonly reads?: KeptCollection | undefined;
}

/** Tells of each path template of an API where it stands. */
export function placesOf(surroundings: Surroundings): (template: string) => Place {
  const kept = collectionsOf(surroundings.document).map((collection) => new KeptCollection(surroundings, collection));
  const byItem = new Map(kept.map((one) => [one.collection.item, one]));
  const byList = new Map(kept.map((one) => [one.collection.list, one]));
  return (template) => {
    const segments = template.split("/");
    const prefixes = segments.map((_, index) => segments.slice(0, index + 1).join("/")).slice(0, -1);
    return {
      above: prefixes.flatMap((prefix) => byItem.get(prefix) ?? []),
      lists: byList.get(template),
      reads: byItem.get(template),
    };
  };
}
