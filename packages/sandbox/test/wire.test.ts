import { createHash } from "node:crypto";
import { connect } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { refusedPorts } from "../src/http/refused-ports.js";
import { call, grantedKey, requestKey } from "./support/caller.js";
import { fixtureSandbox } from "./support/fixture-sandbox.js";
import { send } from "./support/send.js";

/** Sends texts one after the other on one connection, each once `until` has been answered to the one before. */
async function conversation(port: string, requests: readonly (string | Uint8Array)[], last: RegExp): Promise<string> {
  const socket = connect(Number(port), "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  for (const request of requests) socket.write(request);
  let received = "";
  for await (const chunk of socket as AsyncIterable<Uint8Array>) {
    received += Buffer.from(chunk).toString("latin1");
    if (last.test(received)) break;
  }
  return received;
}

describe("a body that is too large", () => {
  const size = 1_500_000;
  const next = "GET /1.0/auth/time HTTP/1.1\r\nHost: localhost\r\n\r\n";

  test.each([
    ["of a known length", `Content-Length: ${size}`, "x".repeat(size)],
    ["in chunks", "Transfer-Encoding: chunked", `${size.toString(16)}\r\n${"x".repeat(size)}\r\n0\r\n\r\n`],
  ])("%s is refused, and the connection serves the next request", async (_, header, body) => {
    const { url } = await fixtureSandbox();
    const head = `POST /1.0/auth/credential HTTP/1.1\r\nHost: localhost\r\n${header}\r\n\r\n`;
    const received = await conversation(new URL(url).port, [head, body, next], /\r\n\r\n\d{10}$/);
    expect(received.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 413", "HTTP/1.1 200"]);
  });
});

describe("Basic authentication that cannot be read", () => {
  test.each([
    ["a broken escape", Buffer.from("%E0%A4%A:secret").toString("base64")],
    ["no colon", Buffer.from("name").toString("base64")],
    ["bytes that are no text", Buffer.from([0xff, 0x3a, 0xff]).toString("base64")],
    ["no base64", "!!!"],
  ])("(%s) is a client that is not known", async (_, encoded) => {
    const { url } = await fixtureSandbox();
    const answer = await send({
      method: "POST",
      url: `${url}/auth/oauth2/token`,
      headers: { Authorization: `Basic ${encoded}` },
      body: "grant_type=client_credentials&scope=all",
    });
    expect(answer).toMatchObject({ status: 401, json: { error: "invalid_client" } });
    // RFC 6749, 5.2: the answer names the scheme that was used.
    expect(answer.headers["www-authenticate"]).toMatch(/^Basic /);
  });
});

describe("a trailing slash", () => {
  test("leads to the same operation: OVH's Perl SDK posts to /auth/credential/", async () => {
    const { baseUrl, credentials } = await fixtureSandbox();
    const answer = await send({
      method: "POST",
      url: `${baseUrl}/auth/credential/`,
      headers: { "X-Ovh-Application": credentials.applicationKey },
      body: JSON.stringify({ accessRules: [{ method: "GET", path: "/me" }] }),
    });
    expect(answer).toMatchObject({ status: 200, json: { state: "pendingValidation" } });
  });

  test("is part of what is signed, and of what a rule grants", async () => {
    const sandbox = await fixtureSandbox();
    expect((await call(sandbox, "GET", "/1.0/me/")).json).toMatchObject({ firstname: "Ada" });
    const signedUrl = `${sandbox.baseUrl}/me`;
    expect((await call(sandbox, "GET", "/1.0/me/", undefined, { signedUrl })).status).toBe(400);
    for (const [path, status] of [
      ["/me", 403],
      ["/me/", 200],
      ["/me/*", 200],
    ] as const) {
      const consumerKey = await grantedKey(sandbox, [{ method: "GET", path }]);
      expect((await call(sandbox, "GET", "/1.0/me/", undefined, { credentials: { consumerKey } })).status).toBe(status);
    }
  });
});

test("a body that is no text is refused as what it is, not as wrongly signed", async () => {
  const sandbox = await fixtureSandbox();
  const { applicationSecret, consumerKey } = sandbox.credentials;
  const body = Uint8Array.of(0x22, 0xff, 0x22);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHash("sha1")
    .update(`${applicationSecret}+${consumerKey}+POST+${sandbox.baseUrl}/ip/record+`)
    .update(body)
    .update(`+${timestamp}`)
    .digest("hex");
  const headers = { "X-Ovh-Timestamp": timestamp, "X-Ovh-Signature": `$1$${signature}` };
  const answer = await call(sandbox, "POST", "/1.0/ip/record", undefined, { sentBody: body, headers });
  expect(answer).toMatchObject({ status: 400, json: { message: expect.stringContaining("valid JSON") as string } });
});

describe("a port that fetch refuses", () => {
  test.each([6000, 5060, 10080])("(%i) is an error that says so, before anything listens", async (port) => {
    await expect(fixtureSandbox({ port })).rejects.toMatchObject({
      name: "OvhConfigError",
      message: expect.stringContaining(`${port} is a port that fetch refuses`) as string,
    });
  });

  test("is every one that fetch here refuses", async () => {
    const asked = new Error("asked");
    const dispatcher = {
      dispatch: () => {
        throw asked;
      },
    };
    const refused: number[] = [];
    for (let port = 1; port <= 11_000; port += 1) {
      const error: unknown = await fetch(`http://127.0.0.1:${port}`, { dispatcher } as RequestInit).catch(
        (reason: TypeError) => reason.cause,
      );
      if (error !== asked) refused.push(port);
    }
    expect(refused.length).toBeGreaterThan(70);
    expect(refused.filter((port) => !refusedPorts.has(port))).toEqual([]);
  });
});

describe("what is asked for without a signature is kept within a limit", () => {
  const rules = [{ method: "GET", path: "/me" }];

  test("the oldest of 1,001 pending keys is gone, validated ones stay", async () => {
    const sandbox = await fixtureSandbox();
    const granted = await grantedKey(sandbox, rules);
    const first = await requestKey(sandbox, rules);
    const second = await requestKey(sandbox, rules);
    for (let count = 2; count <= 1000; count += 1) await requestKey(sandbox, rules);
    expect((await send({ url: first.validationUrl })).status).toBe(404);
    expect((await send({ url: second.validationUrl })).status).toBe(200);
    expect((await call(sandbox, "GET", "/1.0/me", undefined, { credentials: { consumerKey: granted } })).status).toBe(
      200,
    );
  });

  test("the oldest of 1,001 tokens is unknown", async () => {
    const { url, baseUrl, oauth2Client } = await fixtureSandbox();
    const body = new URLSearchParams({
      grant_type: "client_credentials",
      scope: "all",
      client_id: oauth2Client?.clientId ?? "",
      client_secret: oauth2Client?.clientSecret ?? "",
    }).toString();
    const grant = async (): Promise<string> => {
      const { json } = await send({ method: "POST", url: `${url}/auth/oauth2/token`, body });
      return `Bearer ${(json as { access_token: string }).access_token}`;
    };
    const [first, second] = [await grant(), await grant()];
    for (let count = 2; count <= 1000; count += 1) await grant();
    const statuses = [first, second].map((Authorization) => send({ url: `${baseUrl}/me`, headers: { Authorization } }));
    expect((await Promise.all(statuses)).map(({ status }) => status)).toEqual([401, 200]);
  });
});
