import { describe, expect, it } from "vitest";
import { captureClient } from "./support/capture.js";

describe("headers of the caller", () => {
  it("are sent, those of the operation and those of the call, in either form", async () => {
    const { ovh, sent } = captureClient();
    await ovh.GET("/me", {
      params: { header: { "X-Pagination-Size": 50 } },
      headers: { Pragma: "no-cache", "x-pagination-size": "1", Gone: undefined },
    });
    await ovh.GET("/me", { headers: new Headers({ "X-Ovh-Batch": "," }) });
    expect(sent[0]?.headers).toMatchObject({ "x-pagination-size": "50", pragma: "no-cache" });
    expect(sent[0]?.headers).not.toHaveProperty("gone");
    expect(sent[1]?.headers).toMatchObject({ "x-ovh-batch": "," });
  });

  it.each(["X-Ovh-Application", "x-ovh-consumer", "X-OVH-TIMESTAMP", "X-Ovh-Signature"])(
    "cannot be %s",
    async (name) => {
      const { ovh, sent } = captureClient();
      await expect(ovh.GET("/me", { headers: { [name]: "x" } })).rejects.toThrow(TypeError);
      await expect(ovh.GET("/me", { params: { header: { [name]: "x" } }, auth: false })).rejects.toThrow(
        "set by the client",
      );
      expect(sent).toEqual([]);
    },
  );

  it.each(["secret\r\nX-Evil: 1", "secret\n", "secret\u0000", "secret€"])(
    "cannot have the value %j, which is not quoted",
    async (value) => {
      const { ovh } = captureClient();
      const failure = await ovh.GET("/me", { headers: { "X-Note": value } }).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(TypeError);
      expect(String(failure)).toContain("X-Note");
      expect(String(failure)).not.toContain("secret");
    },
  );

  it("cannot have a name with a line end", async () => {
    const { ovh } = captureClient();
    await expect(ovh.GET("/me", { headers: { "X\r\nY": "1" } })).rejects.toThrow("not the name of a header");
  });
});
