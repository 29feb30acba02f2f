import type { Middleware as OpenapiFetchMiddleware } from "openapi-fetch";
import { describe, expectTypeOf, it } from "vitest";
import {
  createClient,
  unwrap,
  type Args,
  type Client,
  type Operations,
  type OvhApiError,
  type Result,
  type UntypedOperations,
} from "../src/index.js";

interface Me {
  firstname?: string | null;
  nichandle: string;
}

interface Zone extends Operations {
  GET: {
    /** Yours. */
    "/me": { response: Me };
    "/me/api/credential": { params?: { query?: { status?: "validated" | "expired" } }; response: number[] };
    "/domain/zone/{zoneName}": { params: { path: { zoneName: string } }; response: { name: string } };
  };
  POST: {
    "/domain/zone/{zoneName}/record": {
      params: { path: { zoneName: string } };
      body: { target: string; ttl?: number };
      response: { id: number };
    };
    "/domain/zone/{zoneName}/refresh": { params: { path: { zoneName: string } }; response: void };
    "/me/note": { body?: string; response: void };
  };
  PUT: { "/me": { body: Me; response: void } };
  DELETE: object;
}

declare const ovh: Client<Zone>;

describe("a typed client", () => {
  it("knows what an operation answers", () => {
    expectTypeOf(ovh.GET("/me")).resolves.toEqualTypeOf<Result<Me>>();
    expectTypeOf(ovh.get["/me"]()).resolves.toEqualTypeOf<Result<Me>>();
    expectTypeOf(unwrap(ovh.GET("/me/api/credential"))).resolves.toEqualTypeOf<number[]>();
    expectTypeOf(unwrap(ovh.POST("/me/note"))).resolves.toEqualTypeOf<void>();
    expectTypeOf(ovh.GET("/me")).resolves.toExtend<{ data?: Me; error?: OvhApiError; response: Response }>();
  });

  it("tells data from error", async () => {
    const { data, error } = await ovh.GET("/me");
    if (error) {
      expectTypeOf(error).toEqualTypeOf<OvhApiError>();
      expectTypeOf(data).toEqualTypeOf<undefined>();
    } else {
      expectTypeOf(data).toEqualTypeOf<Me>();
      expectTypeOf(data.firstname).toEqualTypeOf<string | null | undefined>();
      // @ts-expect-error a misspelt field of the answer
      void data.firstName;
    }
  });

  it("asks for arguments exactly where something in them is required", () => {
    expectTypeOf<Args<Zone["GET"]["/me"]>["length"]>().toEqualTypeOf<0 | 1>();
    expectTypeOf<Args<Zone["GET"]["/domain/zone/{zoneName}"]>["length"]>().toEqualTypeOf<1>();
    void ovh.GET("/me", { signal: AbortSignal.abort(), headers: { a: "b" }, timeout: 1, auth: false });
    void ovh.GET("/me/api/credential", { params: { query: { status: "validated" } } });
    void ovh.POST("/domain/zone/{zoneName}/record", { params: { path: { zoneName: "a" } }, body: { target: "b" } });
    // @ts-expect-error the path parameter is missing
    void ovh.GET("/domain/zone/{zoneName}");
    // @ts-expect-error the path parameter is misspelt
    void ovh.get["/domain/zone/{zoneName}"]({ params: { path: { zonename: "a" } } });
    // @ts-expect-error the body is missing
    void ovh.POST("/domain/zone/{zoneName}/record", { params: { path: { zoneName: "a" } } });
    // @ts-expect-error a field of the body has another type
    void ovh.POST("/domain/zone/{zoneName}/record", { params: { path: { zoneName: "a" } }, body: { target: 1 } });
    // @ts-expect-error the query takes no such value
    void ovh.GET("/me/api/credential", { params: { query: { status: "valid" } } });
    // @ts-expect-error GET takes no body
    void ovh.GET("/me", { body: {} });
  });

  it("knows its paths", () => {
    expectTypeOf<Parameters<typeof ovh.GET>[0]>().toEqualTypeOf<keyof Zone["GET"]>();
    // @ts-expect-error no such path
    void ovh.GET("/mee");
    // @ts-expect-error a path of another method
    void ovh.POST("/me", {});
    // @ts-expect-error no DELETE at all
    void ovh.DELETE("/me");
    // @ts-expect-error no such path
    void ovh.get["/mee"];
  });

  it("has a way to what the pin lacks", () => {
    expectTypeOf(ovh.request("GET", "/new/{id}", { params: { path: { id: 1 } } })).resolves.toEqualTypeOf<
      Result<unknown>
    >();
    // @ts-expect-error OVH's API has no PATCH
    void ovh.request("PATCH", "/me");
  });

  it("takes openapi-fetch's middleware", () => {
    const theirs: OpenapiFetchMiddleware = { onRequest: ({ request }) => request, onError: () => new Error("x") };
    expectTypeOf(ovh.use).toBeCallableWith(theirs);
    expectTypeOf(ovh.eject).toBeCallableWith(theirs);
  });
});

describe("an untyped client", () => {
  it("is what createClient makes of an endpoint that is a value", () => {
    const untyped = createClient({ endpoint: "ovh-eu", applicationKey: process.env["KEY"] });
    expectTypeOf(untyped).toEqualTypeOf<Client<UntypedOperations>>();
    expectTypeOf(untyped.GET("/any/{path}", { params: { path: { path: 1 } } })).resolves.toEqualTypeOf<
      Result<unknown>
    >();
    expectTypeOf(
      createClient<Zone>({ endpoint: "sys-eu", tables: { unsigned: "", void: "", days: "" } }),
    ).toEqualTypeOf<Client<Zone>>();
    // @ts-expect-error no such endpoint
    createClient({ endpoint: "ovh-fr" });
  });
});
