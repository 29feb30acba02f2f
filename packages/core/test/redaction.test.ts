import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { OvhApiError, OvhParseError } from "../src/index.js";
import { captureClient } from "./support/capture.js";

const secret = `a"b\\c/d&e'f`;
const forms = {
  plain: secret,
  json: JSON.stringify(secret).slice(1, -1),
  "json of PHP": JSON.stringify(secret).slice(1, -1).replaceAll("/", "\\/"),
  percent: encodeURIComponent(secret),
  html: secret.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("'", "&#39;"),
};

/** The error that an answer comes back as. */
async function errorOf(body: string, status: number, headers: Record<string, string> = {}): Promise<Error> {
  const { ovh } = captureClient({ applicationSecret: secret }, () => new Response(body, { status, headers }));
  try {
    const { error } = await ovh.GET("/me");
    return error ?? new Error("It did not fail.");
  } catch (error) {
    return error as Error;
  }
}

const told = (error: Error): string => `${inspect(error, { depth: 9 })}\n${JSON.stringify(error)}\n${error.message}`;

describe("a secret that comes back", () => {
  it.each(Object.entries(forms))("is in no error, however it was written: %s", async (_form, text) => {
    const refused = await errorOf(`{"message":"m ${forms.json} m","details":{"a":[${JSON.stringify(text)}]}}`, 403);
    expect(refused).toBeInstanceOf(OvhApiError);
    const page = await errorOf(`<p>${text}</p>`, 200);
    expect(page).toBeInstanceOf(OvhParseError);
    const broken = await errorOf(`{"message":"${text}`, 500);
    for (const error of [refused, page, broken]) {
      for (const form of Object.values(forms)) expect(told(error)).not.toContain(form);
      expect(told(error)).not.toContain(JSON.stringify(secret).slice(1, -1));
    }
    expect((refused as OvhApiError).serverMessage).toBe("m [redacted] m");
  });

  it.each([
    "applicationSecret",
    "consumerKey",
    "consumer_key",
    "client_secret",
    "refresh_token",
    "access_token",
    "password",
    "rescuePassword",
    "passphrase",
    "privateKey",
    "preSharedKey",
    "secretKey",
    "authInfo",
  ])("is known by its field: %s", async (field) => {
    const fields = { [field]: "hunter2", other: "seen" };
    const refused = (await errorOf(JSON.stringify({ message: "m", details: { deep: [fields] } }), 400)) as OvhApiError;
    expect(refused.details).toEqual({ deep: [{ [field]: "[redacted]", other: "seen" }] });
    const broken = await errorOf(JSON.stringify(fields).slice(0, -1), 200);
    expect(told(broken)).not.toContain("hunter2");
    expect((broken as OvhParseError).body).toContain("seen");
  });
});

describe("what OVH says", () => {
  it("is shown without what a terminal would take for a command", async () => {
    const hostile = "\u001b[31mred\u001b[0m \u202etxet\u202c\u0007 line\nend";
    const error = (await errorOf(JSON.stringify({ errorCode: `X${hostile}`, message: hostile }), 400, {
      "x-ovh-queryid": "EU.1\t2",
    })) as OvhApiError;
    expect(error.message).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    expect(error.serverMessage).toBe("red txet line end");
    expect(error.errorCode).toBe("Xred txet line end");
  });

  it("is cut at a length that can be read", async () => {
    const long = "x".repeat(100_000);
    const error = (await errorOf(JSON.stringify({ errorCode: long, class: long, message: long }), 400, {
      "x-ovh-queryid": "q".repeat(5000),
    })) as OvhApiError;
    expect(error.serverMessage).toBe(`${"x".repeat(1000)}…`);
    expect([error.errorCode, error.class, error.queryId].map((text) => text?.length)).toEqual([101, 101, 101]);
    expect(error.message.length).toBeLessThan(3000);
  });
});

describe("an error as data", () => {
  it("keeps its name, its message and its fields", async () => {
    const error = await errorOf('{"errorCode":"GONE","message":"m","details":{"a":1}}', 410);
    const data = JSON.parse(JSON.stringify({ error })).error;
    expect(data).toEqual({
      name: "OvhApiError",
      message: "GET /me was answered 410 GONE: m.",
      method: "GET",
      path: "/me",
      attempts: 1,
      sent: true,
      maybeApplied: false,
      status: 410,
      errorCode: "GONE",
      serverMessage: "m",
      details: { a: 1 },
      missingActions: [],
      headers: { "content-type": "text/plain;charset=UTF-8" },
    });
    expect(structuredClone((error as OvhApiError).toJSON())).toMatchObject({ name: "OvhApiError", details: { a: 1 } });
  });
});
