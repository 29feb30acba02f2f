import { requestDocument } from "../checking/request-document.js";
import type { Method, OpenApiDocument } from "../schema/openapi.js";
import { placesOf } from "../state/place.js";
import { operationsOf, type PinnedOperation } from "./operation.js";
import { PathTree } from "./path-tree.js";

type Operations = ReadonlyMap<Method, PinnedOperation>;

/** One loaded API: its paths ready to be found. */
export class PinnedApi {
  readonly #paths = new PathTree<Operations>();

  constructor(document: OpenApiDocument) {
    let made: OpenApiDocument | undefined;
    const requests = (): OpenApiDocument => (made ??= requestDocument(document));
    const placeOf = placesOf(document, requests);
    for (const [template, item] of Object.entries(document.paths)) {
      this.#paths.add(template, operationsOf({ document, requests, template }, item, placeOf(template)));
    }
  }

  /** The operations of the path that these segments, already percent-decoded, fall under. */
  operations(segments: readonly string[]): Operations | undefined {
    return this.#paths.find(segments);
  }
}
