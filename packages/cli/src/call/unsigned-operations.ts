import type { HttpMethod } from "@ovh-typed/core";
import { documentsFor, isOf, plainPath, regionOf } from "../region/region.js";

/** Tells which calls go unsigned by the schema of the installed package; where there is none, the core's own table counts. */
export async function unsignedOperations(endpoint: string, path: string): Promise<(method: HttpMethod) => boolean> {
  const region = await regionOf(endpoint);
  const plain = plainPath(path);
  const documents = region === undefined ? [] : await documentsFor(region, plain);
  const [operations] = documents
    .flatMap((document) => Object.entries(document.paths))
    .filter(([template]) => isOf(template, plain))
    // What is spelled out comes before a parameter: `/order/cart/summary` before `/order/cart/{cartId}`.
    .sort(([one], [another]) => one.split("{").length - another.split("{").length)
    .map(([, operations]) => operations);
  return (method) => operations?.[method.toLowerCase()]?.security?.length === 0;
}
