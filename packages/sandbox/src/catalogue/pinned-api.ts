import { requestDocument } from "../checking/request-document.js";
import type { World } from "../sampling/world.js";
import type { Method, OpenApiDocument } from "../schema/openapi.js";
import { placesOf } from "../state/place.js";
import { operationsOf, type PinnedOperation } from "./operation.js";
import { PathTree } from "./path-tree.js";

type Operations = ReadonlyMap<Method, PinnedOperation>;

/** One loaded API: its paths ready to be found. */
export class PinnedApi {
  readonly templates: readonly string[];
  readonly #paths = new PathTree<Operations>();

  constructor(document: OpenApiDocument, world: World) {
    this.templates = Object.keys(document.paths);
    let made: OpenApiDocument | undefined;
    const requests = (): OpenApiDocument => (made ??= requestDocument(document));
    const surroundings = { document, requests, world };
    const placeOf = placesOf(surroundings);
    for (const [template, item] of Object.entries(document.paths)) {
      this.#paths.add(template, operationsOf({ ...surroundings, template }, item, placeOf(template)));
    }
  }

  /** The operations of the path that these segments, already percent-decoded, fall under. */
  operations(segments: readonly string[]): Operations | undefined {
    return this.#paths.find(segments);
  }
}
