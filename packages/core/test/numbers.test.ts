import { describe, expect, expectTypeOf, it } from "vitest";
import { createClient, OvhParseError, type WithBigints } from "../src/index.js";
import { parseWithBigints } from "../src/numbers.js";
import { fakeOvh } from "./support/ovh.js";

const text =
  '{"id":9007199254740993,"ids":[-9007199254740993,9007199254740991,0,-1,1.5,12345678901234567890.5,1e20],' +
  '"9007199254740993":"9007199254740993","quoted":"a \\" 9007199254740993 \\\\","__proto__":{"x":9007199254740993}}';
const exact = {
  id: 9007199254740993n,
  ids: [-9007199254740993n, 9007199254740991, 0, -1, 1.5, Number("12345678901234567890.5"), 1e20],
  "9007199254740993": "9007199254740993",
  quoted: 'a " 9007199254740993 \\',
  ["__proto__"]: { x: 9007199254740993n },
};

function ovhAnswering(body: string, integers?: "bigint") {
  const unsafe: boolean[] = [];
  const hooks = { onResponse: ({ unsafeIntegers }: { unsafeIntegers: boolean }) => void unsafe.push(unsafeIntegers) };
  return {
    unsafe,
    ...fakeOvh({ accessToken: "t", retry: false, integers, hooks }, { "/x": () => new Response(body) }),
  };
}

describe("integers beyond 2^53", () => {
  it("are bigints in the answers of a client that wants them, and every other number is as it was", async () => {
    const { ovh, platform, unsafe } = ovhAnswering(text, "bigint");
    expect((await ovh.GET("/x")).data).toEqual(exact);
    expect(platform.warnings).toEqual([]);
    expect(unsafe).toEqual([true]);
  });

  it("are rounded without it, which is warned of once and told to the hook each time", async () => {
    const { ovh, platform, unsafe } = ovhAnswering(text);
    expect((await ovh.GET("/x")).data).toEqual(JSON.parse(text));
    await ovh.GET("/x");
    expect(platform.warnings).toEqual([
      "ovh-typed: the answer to GET /x holds an integer beyond 2^53, which has been rounded: createClient's option " +
        'integers: "bigint" keeps it. (There is no further warning; the hook onResponse tells each.)',
    ]);
    expect(unsafe).toEqual([true, true]);
  });

  it.each([
    '{"id":9007199254740991,"phone":"00331234567890123"}',
    "[1234567890123456]",
    "[1.0000000000000001, 0.1234567890123456789]",
  ])("are not seen in %s", async (body) => {
    const { ovh, platform, unsafe } = ovhAnswering(body);
    expect((await ovh.GET("/x")).data).toEqual(JSON.parse(body));
    expect([platform.warnings, unsafe]).toEqual([[], [false]]);
  });

  it.each(["[09007199254740993]", "[9007199254740993", "9007199254740993a", "[1e400, 9007199254740993]"])(
    "do not make JSON of %s",
    async (body) => {
      for (const integers of [undefined, "bigint"] as const) {
        await expect(ovhAnswering(body, integers).ovh.GET("/x")).rejects.toBeInstanceOf(OvhParseError);
      }
    },
  );

  it("can be read from a text of any size", () => {
    const long = `[${'"\\"x",'.repeat(300_000)}"${"y".repeat(5_000_000)}",9007199254740993]`;
    expect((parseWithBigints(long) as unknown[]).at(-1)).toBe(9007199254740993n);
  });

  it("are typed by one type over the answer", () => {
    interface Bill {
      readonly id: number;
      amounts: { value: number; text: string }[];
      state?: "paid" | "due";
    }
    const bill: WithBigints<Bill> = { id: 1, amounts: [{ value: 1, text: "" }] } as Bill;
    expectTypeOf(bill.id).toEqualTypeOf<number | bigint>();
    expectTypeOf(bill.amounts[0]!.value).toEqualTypeOf<number | bigint>();
    expectTypeOf(bill.amounts[0]!.text).toEqualTypeOf<string>();
    expectTypeOf(bill.state).toEqualTypeOf<"paid" | "due" | undefined>();
  });

  it("are read in no third way", () => {
    expect(() => createClient({ endpoint: "ovh-eu", integers: "string" as "bigint" })).toThrow(
      'integers has to be "bigint"',
    );
  });
});
