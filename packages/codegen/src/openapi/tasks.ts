import { answerOf, methods, type OpenApiDocument, type Operation, referredKey } from "./openapi.js";

/**
 * What reads the task, or the resource of v2, that a POST, PUT or DELETE answers: the paths of the GETs, the likeliest
 * first, by method and path. An operation that none reads is not in it.
 *
 * A task is read by a GET of the same model whose parameters but the last are all in the operation's path; of several
 * the one that has the longest way in common with it. Where that leaves more than one, a client has to try them.
 */
export function readersOf(document: OpenApiDocument): ReadonlyMap<string, readonly string[]> {
  const byModel = new Map<string, Reader[]>();
  const resources: string[] = [];
  for (const [path, { get }] of Object.entries(document.paths)) {
    const model = get && answeredModel(get);
    // Some resources are read by a richer model than the one that a write answers.
    if (model !== undefined && isResource(document, model)) resources.push(path);
    if (model === undefined || !path.endsWith("}")) continue;
    const reader = { path, segments: path.split("/") };
    const others = byModel.get(model);
    if (others === undefined) byModel.set(model, [reader]);
    else others.push(reader);
  }
  const readers = new Map<string, readonly string[]>();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of methods) {
      const operation = method === "get" ? undefined : item[method];
      const model = operation && answeredModel(operation);
      if (model === undefined) continue;
      const candidates = byModel.get(model) ?? [];
      const found = isTask(model)
        ? nearest(path, candidates)
        : isResource(document, model)
          ? resources.filter((reader) => (method === "post" ? isBelow(reader, path) : reader === path))
          : [];
      if (found.length > 0) readers.set(`${method.toUpperCase()} ${path}`, found);
    }
  }
  return readers;
}

/** Whether OVH calls a model a task; nothing else in its schemas tells. */
export function isTask(model: string): boolean {
  return /task/i.test(model);
}

/** Whether it is a resource of v2, which says itself how it is. */
function isResource({ components }: OpenApiDocument, model: string): boolean {
  return components.schemas[model]?.properties?.["resourceStatus"] !== undefined;
}

/** The model that an operation answers. */
export function answeredModel(operation: Operation): string | undefined {
  const schema = answerOf(operation);
  return schema && [schema, ...(schema.anyOf ?? [])].map(referredKey).find((key) => key !== undefined);
}

/** Of so many a client would try one after the other; the most that any operation of OVH's has are two. */
const mostReaders = 10;

/** A GET, its path in parts. */
interface Reader {
  readonly path: string;
  readonly segments: readonly string[];
}

function nearest(path: string, candidates: readonly Reader[]): readonly string[] {
  const segments = path.split("/");
  const known = new Set(segments);
  let most = 0;
  let found: { readonly reader: string; readonly alike: number; readonly length: number }[] = [];
  for (const { path: reader, segments: own } of candidates) {
    if (own.some((segment, index) => segment.startsWith("{") && index < own.length - 1 && !known.has(segment)))
      continue;
    const end = own.findIndex((segment, index) => segment !== segments[index]);
    const common = end === -1 ? own.length : end;
    if (common < most) continue;
    if (common > most) found = [];
    most = common;
    const alike = own.filter((segment) => !segment.startsWith("{") && known.has(segment)).length;
    found.push({ reader, alike, length: own.length });
  }
  return found
    .sort((one, other) => other.alike - one.alike || one.length - other.length)
    .slice(0, mostReaders)
    .map(({ reader }) => reader);
}

/** Whether a path is another and a parameter behind it. */
function isBelow(path: string, parent: string): boolean {
  return path.startsWith(`${parent}/{`) && !path.slice(parent.length + 1).includes("/");
}
