import { describe, expect, it } from "vitest";
import { OvhParseError, type PinnedClientOptions } from "../src/index.js";
import { captureClient } from "./support/capture.js";
import { tablesOf } from "./support/tables.js";

const tables = tablesOf({ void: ["DELETE /me/x/{id}", "POST /auth/logout", "POST /v2/x"] });

const clientOf = (body: string | null, status = 200, options: PinnedClientOptions = { tables }) =>
  captureClient(options, () => new Response(body, { status })).ovh;

describe("an empty answer", () => {
  it("is an error where the schema promises data", async () => {
    for (const call of [
      () => clientOf("").GET("/me"),
      () => clientOf(" \n").POST("/me/x/{id}", { params: { path: { id: 1 } } }),
      () => clientOf("").request("GET", "/me/x/1"),
    ]) {
      await expect(call()).rejects.toThrow(OvhParseError);
      await expect(call()).rejects.toThrow(/was answered 200 with an empty body, where the schema promises data/);
    }
  });

  it("is none where it is void, where 204 says so, and where no schema is known", async () => {
    expect((await clientOf("").DELETE("/me/x/{id}", { params: { path: { id: 1 } } })).data).toBeUndefined();
    expect((await clientOf("null").POST("/auth/logout")).data).toBeUndefined();
    expect((await clientOf("").request("DELETE", "/me/x/1?y=2")).data).toBeUndefined();
    expect((await clientOf("").request("POST", "/v2/x")).data).toBeUndefined();
    expect((await clientOf(null, 204).GET("/me")).data).toBeUndefined();
    expect((await clientOf("", 200, {}).GET("/me")).data).toBeUndefined();
    expect((await clientOf("", 404).GET("/me")).error?.status).toBe(404);
  });
});
