import { describe, expect, test } from "vitest";
import { call } from "./support/caller.js";
import { fixtureSandbox } from "./support/fixture-sandbox.js";

const badRequest = (message: string): object => ({ status: 400, json: { class: "Client::BadRequest", message } });

describe("parameters", () => {
  test.each([
    "type=vps",
    "type=vps&limit=10&routed=true&since=2026-01-31T12:00:00.000Z",
    "type=vps&id=1&id=2",
    "type=vps&country=fr",
    "type=vps&country=fr&country=gb",
    `type=vps&iamTags=${encodeURIComponent(JSON.stringify({ environment: ["test"] }))}`,
  ])("?%s is taken", async (query) => {
    const sandbox = await fixtureSandbox();
    expect(await call(sandbox, "GET", `/1.0/ip/search?${query}`)).toMatchObject({
      status: 200,
      json: ["192.0.2.0/24"],
    });
  });

  test.each([
    ["", "Missing parameter: type (query)"],
    ["?limit=1", "Missing parameter: type (query)"],
    ["?type=phone", "Invalid parameter: type (query) must be equal to one of the allowed values: cdn, vps"],
    ["?type=vps&limit=many", "Invalid parameter: limit (query) must be integer"],
    ["?type=vps&limit=1.5", "Invalid parameter: limit (query) must be integer"],
    ["?type=vps&limit=", "Invalid parameter: limit (query) must be integer"],
    ["?type=vps&limit=1&limit=2", "Invalid parameter: limit (query) must be integer"],
    ["?type=vps&routed=maybe", "Invalid parameter: routed (query) must be boolean"],
    ["?type=vps&since=yesterday", 'Invalid parameter: since (query) must match format "date-time"'],
    [
      "?type=vps&country=fr&country=xx",
      "Invalid parameter: country.1 (query) must be equal to one of the allowed values: fr, gb",
    ],
    ["?type=vps&id=1&id=two", "Invalid parameter: id.1 (query) must be integer"],
    ["?type=vps&iamTags=prod", "Invalid parameter: iamTags (query) must be one JSON text"],
    ["?type=vps&iamTags=%7B%22a%22%3A%22b%22%7D", "Invalid parameter: iamTags.a (query) must be array"],
    ["?type=vps&colour=red&size=1&size=2", "Received not described parameters: (colour, size)"],
    ["?type=vps&__proto__=1", "Received not described parameters: (__proto__)"],
  ])("%s is refused: %s", async (query, message) => {
    const sandbox = await fixtureSandbox();
    expect(await call(sandbox, "GET", `/1.0/ip/search${query}`)).toMatchObject(badRequest(message));
  });

  test("of an instant may be a day: programs in public send both, and OVH's own tolerance is unknown", async () => {
    const sandbox = await fixtureSandbox();
    const status = async (since: string): Promise<number> =>
      (await call(sandbox, "GET", `/1.0/ip/search?type=vps&since=${encodeURIComponent(since)}`)).status;
    for (const since of ["2025-01-01", "2025-01-01T00:00:00Z", "2025-01-01T00:00:00+01:00"]) {
      expect([since, await status(since)]).toEqual([since, 200]);
    }
    for (const since of ["2025-13-01", "2025-01-01T00:00:00", "2025", "01/02/2025"]) {
      expect([since, await status(since)]).toEqual([since, 400]);
    }
  });

  test("in the path have their type", async () => {
    const sandbox = await fixtureSandbox();
    expect(await call(sandbox, "GET", "/1.0/ip/192.0.2.999")).toMatchObject(
      badRequest('Invalid parameter: ip (path) must match format "ip-block"'),
    );
    expect(await call(sandbox, "GET", "/1.0/me/api/credential/first")).toMatchObject(
      badRequest("Invalid parameter: credentialId (path) must be integer"),
    );
  });

  test("whose enum is open in answers are closed in requests", async () => {
    const sandbox = await fixtureSandbox();
    expect(await call(sandbox, "GET", "/1.0/me/api/credential?status=lost")).toMatchObject(
      badRequest(
        "Invalid parameter: status (query) must be equal to one of the allowed values: expired, pendingValidation, refused, validated",
      ),
    );
    expect(await call(sandbox, "PUT", "/1.0/me", { country: "XX" })).toMatchObject(
      badRequest("Invalid parameter: country (body) must be equal to one of the allowed values: FR, GB"),
    );
  });

  test("travel in headers, whatever the case of their name", async () => {
    const sandbox = await fixtureSandbox();
    const list = (size: string): ReturnType<typeof call> =>
      call(sandbox, "GET", "/v2/iam/policy", undefined, { headers: { "x-pagination-SIZE": size } });
    expect((await list("50")).status).toBe(200);
    expect(await list("all")).toMatchObject(
      badRequest("Invalid parameter: X-Pagination-Size (header) must be integer"),
    );
  });
});

describe("a body", () => {
  const path = "/1.0/ip/record";

  test("that fits is taken", async () => {
    const sandbox = await fixtureSandbox();
    const answer = await call(sandbox, "POST", path, { fieldType: "A", target: "192.0.2.1", subDomain: null });
    expect(answer.status).toBe(200);
  });

  test.each<[unknown, string]>([
    [{ fieldType: "A" }, "Missing parameter: target (body)"],
    [{ fieldType: "A", target: 1 }, "Invalid parameter: target (body) must be string"],
    [{ fieldType: "A", target: "x", ttl: "60" }, "Invalid parameter: ttl (body) must be integer"],
    [
      { fieldType: "MX", target: "x" },
      "Invalid parameter: fieldType (body) must be equal to one of the allowed values: A, AAAA, TXT",
    ],
    [{ fieldType: "A", target: "x", colour: 1, size: 2 }, "Received not described parameters: (colour, size)"],
    [[], "Invalid parameter: body (body) must be object"],
    [null, "Invalid parameter: body (body) must be object"],
    [undefined, "Missing parameter: this call needs a JSON body and none was sent"],
  ])("%j is refused: %s", async (body, message) => {
    const sandbox = await fixtureSandbox();
    expect(await call(sandbox, "POST", path, body)).toMatchObject(badRequest(message));
  });

  test("that is no JSON is refused", async () => {
    const sandbox = await fixtureSandbox();
    const answer = await call(sandbox, "POST", path, undefined, { sentBody: "{", signedBody: "{" });
    expect(answer).toMatchObject(badRequest("The input that you provided isn't valid JSON or not well formatted"));
  });

  test.each([
    ["GET", "/1.0/me"],
    ["DELETE", "/1.0/ip/192.0.2.1"],
    ["POST", "/1.0/ip/refresh"],
  ])("where %s %s expects none is refused", async (method, target) => {
    const sandbox = await fixtureSandbox();
    expect(await call(sandbox, method, target, {})).toMatchObject(
      badRequest("You provided an input body while none was expected"),
    );
    expect((await call(sandbox, "GET", "/1.0/me/api/credential/200001")).status, "nothing happened").toBe(200);
  });

  test("may be null, false or nothing where its schema says so", async () => {
    const sandbox = await fixtureSandbox();
    for (const body of [null, 0, undefined]) {
      expect((await call(sandbox, "PUT", path, body)).status).toBe(200);
    }
    expect(await call(sandbox, "PUT", path, false)).toMatchObject(
      badRequest("Invalid parameter: body (body) must be integer,null"),
    );
  });

  test("of more than a mebibyte is refused", async () => {
    const sandbox = await fixtureSandbox();
    const target = "x".repeat(1_048_576);
    expect(await call(sandbox, "POST", path, { fieldType: "TXT", target })).toMatchObject({
      status: 413,
      json: { class: "Client::RequestEntityTooLarge", message: "The body is larger than 1048576 bytes" },
    });
  });
});

test("void is 200 and null", async () => {
  const sandbox = await fixtureSandbox();
  const answer = await call(sandbox, "POST", "/1.0/ip/refresh");
  expect(answer).toMatchObject({ status: 200, text: "null" });
  expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
});
