import { describe, expect, it } from "vitest";
import { createClient, OvhConfigError, type HttpMethod, type PinnedClientOptions } from "../src/node.js";
import cases from "./fixtures/bad-input.json" with { type: "json" };
import { enterHome, type FileContent } from "./support/home.js";

interface BadInput {
  readonly title: string;
  readonly options?: PinnedClientOptions;
  readonly environment?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, FileContent>>;
  /** The call that fails; without one, making the client does. */
  readonly call?: [HttpMethod, string];
  readonly message: string;
}

const isRoot = process.getuid?.() === 0;

/** What making a client, or calling it, throws. */
async function failureOf({
  options,
  environment,
  files = {},
  call,
}: BadInput): Promise<{ error: unknown; text: string }> {
  const home = enterHome(environment);
  for (const [path, content] of Object.entries(files)) home.write(path, content);
  const fetch = (): never => {
    throw new Error("Something was sent.");
  };
  try {
    const ovh = createClient({ ...options, fetch });
    if (call !== undefined) await ovh.request(...call);
  } catch (error) {
    return { error, text: home.plain(String(error)) };
  }
  throw new Error("It did not fail.");
}

describe("bad input is told in a sentence, without a value, before anything is sent", () => {
  it("in at least 40 cases", () => expect(cases.length).toBeGreaterThanOrEqual(40));

  it.for(cases as unknown as BadInput[])("$title", async (bad, { skip }) => {
    // Root may read whatever it likes.
    skip(isRoot && JSON.stringify(bad).includes("forbidden"), "not as root");
    const { error, text } = await failureOf(bad);
    expect(text).toBe(bad.message);
    expect(text).not.toContain("hunter");
    expect(error).toBeInstanceOf(bad.message.startsWith("TypeError") ? TypeError : OvhConfigError);
  });
});
