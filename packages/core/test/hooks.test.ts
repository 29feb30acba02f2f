import { describe, expect, it } from "vitest";
import { createClient, type Hooks, type PinnedClientOptions } from "../src/index.js";
import { keys } from "./support/keys.js";
import { type Answers, fakeOvh } from "./support/ovh.js";
import { tick } from "./support/until-settled.js";

/** Hooks that write down what they are told. */
function recording(): { hooks: Hooks; told: [name: string, event: Record<string, unknown>][] } {
  const told: [string, Record<string, unknown>][] = [];
  const hook = (name: string) => (event: object) => void told.push([name, { ...event }]);
  const names = ["onRequest", "onResponse", "onRetry", "onError"];
  return { hooks: Object.fromEntries(names.map((name) => [name, hook(name)])), told };
}

function watched(answers: Answers, options: PinnedClientOptions = {}) {
  const { hooks, told } = recording();
  return { told, ...fakeOvh({ ...keys, hooks, retry: { "5xx": [] }, ...options }, answers) };
}

const refusals =
  (...answers: Response[]) =>
  () =>
    answers.shift() ?? Response.json({ id: 1 });
const path = "/domain/zone/{zoneName}";
const init = { params: { path: { zoneName: "secret.example" } } };
const outOfTime = (): Response => Response.json({ errorCode: "QUERY_TIME_OUT" }, { status: 400 });

describe("hooks", () => {
  it("are told of every attempt of a call, and of the clock", async () => {
    const queried = Response.json({ id: 1 }, { headers: { "x-ovh-queryid": "EU.ext-1.abc" } });
    const { ovh, told, platform } = watched({ "/domain/zone/secret.example": refusals(outOfTime(), queried) });
    await ovh.GET(path, init);
    const about = {
      method: "GET",
      path,
      endpoint: "ovh-eu",
      baseUrl: "https://eu.api.ovh.com/1.0",
      id: told[0]![1]["id"],
    };
    const answered = { duration: 0, unsafeIntegers: false };
    expect(told).toEqual([
      ["onRequest", { ...about, attempt: 1 }],
      ["onResponse", { ...about, attempt: 1, status: 400, queryId: undefined, ...answered }],
      ["onRetry", { ...about, attempt: 1, reason: "clock", delay: 0, error: undefined }],
      ["onRequest", { ...about, attempt: 2 }],
      ["onResponse", { ...about, attempt: 2, status: 200, queryId: "EU.ext-1.abc", ...answered }],
    ]);
    expect(platform.warnings).toEqual([]);
  });

  it("are told why a call is repeated, and what it came to", async () => {
    const answers = { "/me": () => Promise.reject(Object.assign(new Error(), { code: "ECONNRESET" })) };
    const { ovh, told, platform } = watched(answers);
    const call = ovh.GET("/me", { retry: 1 }).catch((error: unknown) => error);
    while (!told.some(([name]) => name === "onRetry")) await tick();
    platform.pass(100);
    const error = await call;
    expect(told.map(([name]) => name)).toEqual(["onRequest", "onRetry", "onRequest", "onError"]);
    expect(told[1]![1]).toMatchObject({
      attempt: 1,
      reason: "unanswered",
      delay: 100,
      error: { code: "ECONNRESET", attempts: 1 },
    });
    expect(told[3]![1]).toMatchObject({ attempt: 2, duration: 100, error: { attempts: 2 } });
    expect(told[3]![1]["error"]).toBe(error);
  });

  it("are told of an answer of 400 or above as an error, and of an abort and bad input too", async () => {
    const { ovh, told } = watched({ "/me": () => new Response("no", { status: 404 }) });
    const { error } = await ovh.GET("/me");
    await ovh.GET("/me", { signal: AbortSignal.abort("enough") }).catch(() => undefined);
    await ovh.GET("me").catch(() => undefined);
    const errors = told.filter(([name]) => name === "onError").map(([, event]) => event["error"]);
    expect(errors).toEqual([error, "enough", expect.any(TypeError)]);
    expect(new Set(told.map(([, { id }]) => id)).size).toBe(3);
  });

  it("hold nothing of a call's headers, body or parameters", async () => {
    const { ovh, told } = watched({
      "/domain/zone/secret.example": () => Response.json({ message: "no" }, { status: 409 }),
    });
    await ovh.POST(path, { ...init, headers: { "X-Secret": "secret" }, body: { secret: "secret" } });
    expect(told.map(([name]) => name)).toEqual(["onRequest", "onResponse", "onError"]);
    const shown = JSON.stringify(told);
    for (const secret of ["secret", ...Object.values(keys), "$1$"]) expect(shown).not.toContain(secret);
  });

  it("that fail change nothing, and are reported once", async () => {
    const failing: Hooks = {
      onRequest() {
        throw new Error("a bug");
      },
      onResponse: () => Promise.reject(new Error("another")) as never,
      onError() {
        throw Object.create(null);
      },
    };
    const { ovh, platform } = watched(
      { "/me": () => Response.json(1), "/no": () => new Response("", { status: 404 }) },
      { hooks: failing },
    );
    expect((await ovh.GET("/me")).data).toBe(1);
    expect((await ovh.GET("/me")).data).toBe(1);
    expect((await ovh.GET("/no")).error?.status).toBe(404);
    await tick();
    expect(platform.warnings).toEqual(["ovh-typed: the hook onRequest failed: a bug"]);
  });

  it("may be methods of an instance", async () => {
    class Counter implements Hooks {
      count = 0;
      onResponse(): void {
        this.count++;
      }
    }
    const counter = new Counter();
    const { ovh } = watched({ "/me": () => Response.json(1) }, { hooks: counter });
    await ovh.GET("/me");
    expect(counter.count).toBe(1);
  });

  it.each([
    ["hooks is not an object.", "yes"],
    ["hooks is not an object.", null],
    ["hooks.onRetry is not a function.", { onRetry: true }],
  ])("are refused: %s", (message, hooks) => {
    expect(() => createClient({ endpoint: "ovh-eu", hooks: hooks as Hooks })).toThrow(message);
  });
});
