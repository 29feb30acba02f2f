import type { HttpMethod } from "@ovh-typed/core";
import { distance } from "fastest-levenshtein";
import { isOf, pathsOf, plainPath, regionOf } from "../region/region.js";

const most = 3;

/** The paths with this method that a path was likely meant to be; none where it exists, or where nothing comes near. */
export async function similarPaths(endpoint: string, method: HttpMethod, path: string): Promise<string[]> {
  const region = await regionOf(endpoint);
  if (region === undefined) return [];
  const plain = plainPath(path);
  const known = (await pathsOf(region))
    .filter(([, operations]) => operations[method.toLowerCase()] !== undefined)
    .map(([template]) => template);
  if (known.some((template) => isOf(template, plain))) return [];
  return known
    .map((template) => ({ template, mistakes: mistakesIn(plain, template) }))
    .filter(({ mistakes }) => mistakes <= Math.max(2, plain.length / 5))
    .sort((one, another) => one.mistakes - another.mistakes)
    .slice(0, most)
    .map(({ template }) => template);
}

/** How many letters differ, where a parameter takes any text. */
function mistakesIn(path: string, template: string): number {
  const segments = path.split("/");
  const pattern = template.split("/");
  if (segments.length !== pattern.length) return distance(path, template);
  return pattern.reduce((sum, part, index) => sum + (part.startsWith("{") ? 0 : distance(part, segments[index]!)), 0);
}
