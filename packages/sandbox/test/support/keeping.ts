import { Account } from "../../src/account/account.js";
import { TokenEndpoint } from "../../src/auth/oauth2.js";
import type { PinnedOperation } from "../../src/catalogue/operation.js";
import { PinnedApi } from "../../src/catalogue/pinned-api.js";
import { answer } from "../../src/operations/answer.js";
import { Refusal } from "../../src/refusal.js";
import { sampleOf } from "../../src/sampling/sample.js";
import { type Fields, isFields } from "../../src/schema/fields.js";
import type { Method, OpenApiDocument } from "../../src/schema/openapi.js";
import type { KeptCollection } from "../../src/state/kept-collection.js";
import { Store } from "../../src/state/store.js";
import { world } from "./world.js";

/** Calls of one API, in process. */
class Calls {
  store = new Store();
  readonly #api: PinnedApi;
  readonly #account = new Account({});
  readonly #tokens = new TokenEndpoint("ovh-eu");
  readonly document: OpenApiDocument;

  constructor(document: OpenApiDocument) {
    this.document = document;
    this.#api = new PinnedApi(document, world);
  }

  operation(template: string, method: Method): PinnedOperation | undefined {
    return this.#api.operations(template.split("/").slice(1))?.get(method);
  }

  call(operation: PinnedOperation, path: Fields, body?: unknown): unknown {
    const nobody = (): never => {
      throw new Error("There is no caller.");
    };
    return answer({
      account: this.#account,
      store: this.store,
      tokens: this.#tokens,
      allowKeys: false,
      operation,
      collectionOf: (list) => operation.place.collectionOf(list),
      parameters: { path, query: {}, header: {} },
      body,
      now: 0,
      pages: "",
      caller: nobody,
      application: nobody,
    });
  }

  /** Values for the parameters of a path: what its collections hold, else samples. */
  pathOf({ place }: PinnedOperation, template: string, method: Method): Record<string, unknown> {
    const declared = this.document.paths[template]?.[method]?.parameters ?? [];
    const path: Record<string, unknown> = Object.fromEntries(
      declared
        .filter((parameter) => parameter.in === "path")
        .map(({ name, schema = {} }) => [name, sampleOf(schema, this.document, world)]),
    );
    for (const kept of place.above) {
      const [first] = kept.itemsAt(path, this.store).values();
      path[kept.collection.parameter] = first?.id;
    }
    return path;
  }
}

/** The collections of an API that POST adds to, each with what keeps it from being kept: undefined where nothing does. */
export function keeping(document: OpenApiDocument): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  const calls = new Calls(document);
  for (const list of Object.keys(document.paths)) {
    calls.store = new Store();
    const post = calls.operation(list, "post");
    const kept = post?.place.lists;
    const isList = document.paths[list]?.get && isRead(document, list);
    if (!post || !isList) continue;
    found.set(list, kept ? problemOf(calls, post, kept) : "its items have nothing that tells them apart");
  }
  return found;
}

/** Whether another path, one parameter longer, can be read. */
const isRead = (document: OpenApiDocument, list: string): boolean =>
  Object.entries(document.paths).some(
    ([template, { get }]) => get && template.startsWith(`${list}/{`) && template.indexOf("/", list.length + 1) === -1,
  );

function problemOf(calls: Calls, post: PinnedOperation, kept: KeptCollection): string | undefined {
  const { list, item, parameter } = kept.collection;
  const path = calls.pathOf(post, list, "post");
  const schema = calls.document.paths[list]?.post?.requestBody?.content?.["application/json"]?.schema;
  const body = schema && sampleOf(schema, calls.document, world);
  const before = new Set(kept.itemsAt(path, calls.store).keys());
  calls.store.at(kept.pathOf(path), () => []).clear();
  try {
    calls.call(post, path, body);
  } catch (error) {
    return `POST: ${String(error)}`;
  }
  // Where POST answers a task, it is done some time.
  calls.store.settle(8.64e15);
  const items = [...kept.itemsAt(path, calls.store).values()];
  const [made] = items;
  if (!made || items.length !== 1) return `POST adds ${items.length} of ${before.size}`;
  const at = { ...path, [parameter]: made.id };
  const read = calls.call(calls.operation(item, "get")!, at);
  const lost = isFields(body) && isFields(read) ? Object.keys(body).filter((name) => !shows(read, body, name)) : [];
  if (lost.length > 0) return `of another form in what is read: ${lost.join(", ")}`;
  const remove = calls.operation(item, "delete");
  if (!remove) return undefined;
  calls.call(remove, at);
  calls.store.settle(8.64e15);
  try {
    calls.call(calls.operation(item, "get")!, at);
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return undefined;
    throw error;
  }
  return "still there when it was removed";
}

/** Whether what is read shows a field as it was sent, as far as it has it; a number may be written as text. */
function shows(read: Fields, sent: Fields, name: string): boolean {
  return !Object.hasOwn(read, name) || isWithin(read[name], sent[name]);
}

function isWithin(read: unknown, sent: unknown): boolean {
  if (Array.isArray(read) && Array.isArray(sent)) {
    return read.length === sent.length && read.every((item, index) => isWithin(item, sent[index]));
  }
  if (isFields(read) && isFields(sent)) return Object.keys(sent).every((name) => shows(read, sent, name));
  return read === sent || read === String(sent);
}
