import { describe, expect, it, onTestFinished } from "vitest";
import { createClient, OvhError, type Client, type UntypedOperations } from "../src/index.js";
import { type Answer, startFaultServer, type Step, type WireRequest } from "./faults/server.js";
import { keys } from "./support/keys.js";

type Give = (request: WireRequest, nth: number) => Answer | Step;

/** A client of a server that answers what a test wants, the time apart. */
async function clientOf(give: Give): Promise<{ ovh: Client<UntypedOperations>; requests: WireRequest[] }> {
  const requests: WireRequest[] = [];
  const server = await startFaultServer((request) => {
    if (request.path.endsWith("/auth/time"))
      return { answer: { status: 200, body: `${Math.floor(Date.now() / 1000)}` } };
    const given = give(request, requests.push(request));
    return "status" in given ? { answer: given } : given;
  });
  onTestFinished(() => server[Symbol.asyncDispose]());
  const baseUrl = `http://127.0.0.1:${server.port}/1.0`;
  return { ovh: createClient({ endpoint: "ovh-eu", ...keys, baseUrl, retry: false }), requests };
}

const items = (from: number, to: number): object[] =>
  Array.from({ length: to - from }, (_, index) => ({ id: from + index }));

const json = (body: unknown, headers: Record<string, string> = {}): Answer => ({
  status: 200,
  headers,
  body: JSON.stringify(body),
});

/** Page `number` of a list of ten things, two at a time. */
const page = (number: number, body: unknown = items(2 * number - 2, 2 * number), total = 10): Answer =>
  json(body, {
    "X-Pagination-Elements": String(total),
    "X-Pagination-Number": String(number),
    "X-Pagination-Size": "2",
  });

const numberOf = ({ headers }: WireRequest): number => Number(headers["x-pagination-number"]);

/** What a list gives until it ends or fails. */
async function read(ovh: Client<UntypedOperations>, options: object = {}, path = "/things") {
  const found: unknown[] = [];
  const list = ovh.paginate(path, { items: true, pageSize: 2, concurrency: 1, ...options });
  try {
    for await (const item of list) found.push((item as { id: unknown }).id);
  } catch (error) {
    return { found, error };
  }
  return { found, error: undefined };
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe("a list in pages", () => {
  it.each([1, 5])("is read in order, %i requests at a time", async (concurrency) => {
    const { ovh, requests } = await clientOf((request) => page(numberOf(request)));
    expect(await read(ovh, { concurrency })).toEqual({ found: upTo(10), error: undefined });
    // Side by side they may arrive in any order.
    expect(requests.map(numberOf).sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it("goes by the size that the server says", async () => {
    const { ovh, requests } = await clientOf((request) => page(numberOf(request)));
    expect((await read(ovh, { pageSize: 500 })).found).toEqual(upTo(10));
    expect(requests.map(({ headers }) => headers["x-pagination-size"])).toEqual(["500", "2", "2", "2", "2"]);
  });

  const bad: readonly (readonly [name: string, give: Give, found: number, sentence: string])[] = [
    [
      "gives a page twice",
      (request) => page(numberOf(request), items(0, 2)),
      2,
      "gave as page 2 what it had given before",
    ],
    ["gives another page than the one asked for", () => page(1), 2, "was asked for page 2 and answered with page 1"],
    [
      "ends early",
      (request) => page(numberOf(request), numberOf(request) > 3 ? [] : undefined),
      6,
      "ended early: page 4 lacks 2 of the 10 items that it announced",
    ],
    [
      "lacks an item",
      (request) => page(numberOf(request), numberOf(request) > 1 ? items(2, 3) : undefined),
      2,
      "ended early",
    ],
    [
      "answers an object in mid-way",
      (request) => page(numberOf(request), numberOf(request) > 2 ? {} : undefined),
      4,
      "was answered with an object",
    ],
    [
      "grows without an end, and gives nothing",
      (request, nth) => page(numberOf(request), nth > 1 ? [] : undefined, 10 * nth),
      2,
      "ended early",
    ],
    [
      "refuses in mid-way",
      (request) => (numberOf(request) > 2 ? { status: 403, body: "{}" } : page(numberOf(request))),
      4,
      "was answered 403",
    ],
    [
      "breaks off in mid-way",
      (request) =>
        numberOf(request) > 2
          ? { raw: "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n[", socket: "end" }
          : page(numberOf(request)),
      4,
      "GET /things",
    ],
  ];

  it.each(bad)("fails when the server %s, and says how many items had come", async (_name, give, count, sentence) => {
    const { ovh, requests } = await clientOf(give);
    const { found, error } = await read(ovh);
    expect(found).toEqual(upTo(count));
    expect(error).toBeInstanceOf(OvhError);
    expect(error).toMatchObject({ itemsRead: count, method: "GET", path: "/things" });
    expect((error as Error).message).toContain(sentence);
    expect((error as Error).message).toMatch(new RegExp(`${count} items of the list had come\\.$`));
    expect(requests.length).toBeLessThan(10);
  });

  it("fails when the server says that its pages hold nothing", async () => {
    const none = { "X-Pagination-Elements": "10", "X-Pagination-Size": "0" };
    const { ovh, requests } = await clientOf(() => json([], none));
    const { error } = await read(ovh);
    expect((error as Error).message).toContain("ended early: page 1 lacks 1 of the 10 items");
    expect(requests).toHaveLength(1);
  });

  it("may come at once, however long it is", async () => {
    const { ovh } = await clientOf(() => json(upTo(300_000)));
    const list = ovh.paginate("/things", { items: false });
    expect(await list.toArray()).toHaveLength(300_000);
    expect(await list.toArray({ limit: 250_000 })).toHaveLength(250_000);
  });

  it("stalls as any call does", async () => {
    const { ovh } = await clientOf((request) =>
      numberOf(request) > 2
        ? { raw: "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n[", socket: "stall" }
        : page(numberOf(request)),
    );
    const { found, error } = await read(ovh, { idleTimeout: 50, timeout: 1000 });
    expect(found).toEqual(upTo(4));
    expect(error).toMatchObject({ name: "OvhTimeoutError", itemsRead: 4 });
  });

  it("gives no item twice when something is added in front while it is read", async () => {
    const { ovh } = await clientOf((request, nth) =>
      nth === 1
        ? page(1)
        : page(numberOf(request), items(2 * numberOf(request) - 3, Math.min(2 * numberOf(request) - 1, 10)), 11),
    );
    expect(await read(ovh)).toEqual({ found: upTo(10), error: undefined });
  });

  it("ends sooner when things are removed while it is read", async () => {
    const { ovh } = await clientOf((_request, nth) => (nth === 1 ? page(1) : page(2, items(2, 4), 4)));
    expect(await read(ovh)).toEqual({ found: upTo(4), error: undefined });
  });
});

describe("a list by cursors", () => {
  const part = (from: number, next?: string, body: unknown = items(from, from + 2)): Answer =>
    json(body, next === undefined ? {} : { "X-Pagination-Cursor-Next": next });
  const cursorOf = ({ headers }: WireRequest): string | undefined => headers["x-pagination-cursor"];

  it("is followed to its end", async () => {
    const { ovh, requests } = await clientOf((_request, nth) => part(2 * nth - 2, nth < 5 ? `c${nth}` : undefined));
    expect(await read(ovh, {}, "/v2/things")).toEqual({ found: upTo(10), error: undefined });
    expect(requests.map(cursorOf)).toEqual([undefined, "c1", "c2", "c3", "c4"]);
    expect(requests.map(({ headers }) => headers["x-pagination-size"])).toEqual(["2", "2", "2", "2", "2"]);
  });

  it("may have parts without anything in them", async () => {
    const { ovh } = await clientOf((_request, nth) =>
      part(0, nth < 5 ? `c${nth}` : undefined, nth < 5 ? [] : undefined),
    );
    expect(await read(ovh, {}, "/v2/things")).toEqual({ found: [0, 1], error: undefined });
  });

  const bad: readonly (readonly [name: string, give: Give, found: number, sentence: string])[] = [
    ["repeats a cursor", (_request, nth) => part(2 * nth, "c"), 4, "repeated a cursor"],
    ["gives a part twice", (_request, nth) => part(0, `c${nth}`), 2, "gave a part that it had given before"],
    [
      "gives nothing for ever",
      (_request, nth) => part(0, `c${nth}`, nth > 1 ? [] : undefined),
      2,
      "gave 11 parts in a row that were empty",
    ],
    [
      "answers an object",
      (_request, nth) => part(0, `c${nth}`, nth > 1 ? { id: 1 } : undefined),
      2,
      "was answered with an object",
    ],
  ];

  it.each(bad)("fails when the server %s", async (_name, give, count, sentence) => {
    const { ovh } = await clientOf(give);
    const { found, error } = await read(ovh, {}, "/v2/things");
    expect(found).toHaveLength(count);
    expect(error).toMatchObject({ name: "OvhProtocolError", itemsRead: count });
    expect((error as Error).message).toContain(sentence);
  });
});

describe("a list whose expansion is unheard of", () => {
  const single = ({ path }: WireRequest): Answer => json({ id: Number(path.split("/").at(-1)) });

  it("is read by the ids that it answers, without asking for them again", async () => {
    const { ovh, requests } = await clientOf((request) => {
      if (request.path.endsWith("/things")) return json([0, 1, 2, 1]);
      return request.path.includes(",") ? { status: 404, body: "{}" } : single(request);
    });
    expect(await read(ovh)).toEqual({ found: [0, 1, 2], error: undefined });
    expect(requests.map(({ path }) => path.slice("/1.0".length))).toEqual([
      "/things",
      "/things/0,1,2",
      "/things/0,1",
      "/things/0",
      "/things/1",
      "/things/2",
    ]);
  });

  it("is read by parts of ids where those come in pages", async () => {
    const { ovh, requests } = await clientOf((request) => {
      if (!request.path.endsWith("/things")) {
        const ids = request.path.split("/").at(-1)!.split(",").map(Number);
        return json(ids.map((id) => ({ key: id, value: { id } })));
      }
      return request.headers["x-pagination-mode"] === undefined ? json(upTo(10)) : page(1, [0, 1]);
    });
    expect((await read(ovh)).found).toEqual(upTo(10));
    expect(requests).toHaveLength(4);
  });

  it("fails when it is no list at all", async () => {
    const { ovh } = await clientOf(() => json({ id: 1 }));
    const { error } = await read(ovh);
    expect(error).toMatchObject({ name: "OvhProtocolError", itemsRead: 0, status: 200 });
    expect((error as Error).message).toBe("The list GET /things was answered with an object, and is no list.");
  });

  it("fails with the error of a thing that cannot be read", async () => {
    const { ovh } = await clientOf((request) =>
      request.path.endsWith("/things") ? json([0, 1]) : { status: 403, body: '{"message":"no"}' },
    );
    const { error } = await read(ovh);
    expect(error).toMatchObject({ status: 403, itemsRead: 0 });
  });
});

describe("several at once", () => {
  it.each([
    [
      "in another order",
      (ids: number[]) => ids.toReversed().map((id) => ({ key: String(id), value: { id }, error: null })),
    ],
    ["without keys", (ids: number[]) => ids.map((id) => ({ value: { id } }))],
  ])("may be answered %s", async (_name, answer) => {
    const { ovh } = await clientOf(({ path }) => json(answer(path.split("/").at(-1)!.split(",").map(Number))));
    const found = await ovh.batch("/things/{id}", [3, 1, 2]);
    expect(found).toEqual([3, 1, 2].map((id) => ({ id, data: { id } })));
  });

  it.each([
    ["an object", {}],
    ["too few", [{ key: 1, value: {} }]],
    ["no values", [1, 2]],
  ])("are read one by one where the answer is %s", async (_name, answer) => {
    const { ovh } = await clientOf(({ path }) => json(path.includes(",") ? answer : { path }));
    const found = await ovh.batch("/things/{id}", [1, 2]);
    expect(found.map(({ data }) => data)).toEqual([{ path: "/1.0/things/1" }, { path: "/1.0/things/2" }]);
  });

  it("each have the error that who asks for it alone is given", async () => {
    const { ovh } = await clientOf(({ path }) =>
      path.includes(",")
        ? json([1, 2].map((id) => ({ key: id, value: id === 1 ? { id } : null, error: id === 1 ? null : "?" })))
        : { status: 404, body: '{"class":"Client::NotFound::Thing","message":"no such thing"}' },
    );
    const [one, two] = await ovh.batch("/things/{id}", [1, 2]);
    expect(one).toEqual({ id: 1, data: { id: 1 } });
    expect(two).toMatchObject({
      id: 2,
      error: { status: 404, class: "Client::NotFound::Thing", path: "/things/{id}" },
    });
  });

  it("share the error of a refusal of who asks", async () => {
    const { ovh, requests } = await clientOf(() => ({ status: 401, body: "{}" }));
    const found = await ovh.batch("/things/{id}", [1, 2, 3]);
    expect(found.map(({ error }) => error?.status)).toEqual([401, 401, 401]);
    expect(requests).toHaveLength(1);
  });
});

describe("bad input", () => {
  const lists: readonly (readonly [options: object, sentence: string])[] = [
    [{ pageSize: 0 }, "pageSize has to be a whole number above 0; found 0."],
    [{ pageSize: 1.5 }, "pageSize has to be a whole number above 0; found 1.5."],
    [{ pageSize: "2" }, "pageSize has to be a whole number above 0; found a string."],
    [{ concurrency: -1 }, "concurrency has to be a whole number above 0; found -1."],
    [{ order: "DESC" }, 'order has to be "asc" or "desc".'],
    [{ sort: 1 }, "sort has to be the name of a property; found a number."],
    [{ items: "yes" }, "items has to be true or false; found a string."],
    [{ onProgress: {} }, "onProgress has to be a function; found an object."],
    [{ filter: "a" }, "filter has to be an object; found a string."],
    [{ filter: { a: { is: 1 } } }, 'filter.a has "is"; it can have eq, ne, lt, gt, in, like.'],
    [{ filter: { a: null } }, "filter.a.eq has to be a string, number or boolean; found null."],
    [{ filter: { a: Number.NaN } }, "filter.a.eq has to be a string, number or boolean; found a number."],
    [{ filter: { a: { in: [] } } }, "filter.a.in has to be strings, numbers or booleans; found undefined."],
    [
      { filter: { a: { in: ["x,y"] } } },
      "filter.a.in has a value with a comma, which is what parts the values for OVH.",
    ],
    [
      { items: false, filter: { a: 1 } },
      "A list of ids (items: false) can be neither sorted nor filtered: ids have no properties.",
    ],
    [
      { items: false, sort: "a" },
      "A list of ids (items: false) can be neither sorted nor filtered: ids have no properties.",
    ],
  ];

  it.each(lists)("%j is refused before anything is sent", async (options, sentence) => {
    const { ovh, requests } = await clientOf(() => json([]));
    await expect(ovh.paginate("/things", { items: true, ...options }).toArray()).rejects.toThrow(
      new TypeError(sentence),
    );
    expect(requests).toEqual([]);
  });

  it("is not to say what the schema would, where none is known", async () => {
    const { ovh, requests } = await clientOf(() => json([1]));
    await expect(ovh.paginate("/things").toArray()).rejects.toThrow("give items: true, or false for the list as it is");
    expect(requests).toEqual([]);
    expect(await ovh.paginate("/things", { items: false }).toArray()).toEqual([1]);
  });

  it("is refused by toArray and batch too", async () => {
    const { ovh, requests } = await clientOf(() => json([]));
    await expect(ovh.paginate("/things", { items: true }).toArray({ limit: 0.5 })).rejects.toThrow(
      "limit has to be a whole number above 0",
    );
    await expect(ovh.paginate("/things?a=1").toArray()).rejects.toThrow('The path "/things?a=1" has a query');
    await expect(ovh.batch("/things" as string, [1])).rejects.toThrow("has no parameter that ids could stand for");
    await expect(ovh.batch("/things/{id}", "1" as never)).rejects.toThrow("batch takes a list of ids; found a string.");
    await expect(ovh.batch("/things/{id}", ["a", ""])).rejects.toThrow("is empty, which would call another operation");
    await expect(ovh.batch("/things/{id}", ["a", ".."])).rejects.toThrow("is a dot segment");
    await expect(ovh.batch("/things/{id}", [{}])).rejects.toThrow("is an object; a string, number, bigint or boolean");
    expect(requests).toEqual([]);
  });

  it("nothing wanted is no request", async () => {
    const { ovh, requests } = await clientOf(() => json([]));
    expect(await ovh.batch("/things/{id}", [])).toEqual([]);
    expect(await ovh.paginate("/things").toArray({ limit: 0 })).toEqual([]);
    expect(requests).toEqual([]);
  });
});
