import { isCancel, password, text } from "@clack/prompts";
import { stopped } from "./interruption.js";

/** The keys of an application. */
export interface ApplicationKeys {
  readonly applicationKey: string;
  readonly applicationSecret: string;
}

/**
 * Asks on the terminal for an application's keys; the secret does not appear.
 *
 * @throws {RefusedError} For Ctrl-C.
 */
export async function askForKeys(endpoint: string, createApp: string): Promise<ApplicationKeys> {
  const output = process.stderr;
  const validate = (value: string | undefined) =>
    /^[\w.+/=-]+$/.test(value?.trim() ?? "") ? undefined : `A key as ${createApp} shows it expected.`;
  const applicationKey = given(
    await text({ message: `Application key for ${endpoint} (from ${createApp})`, validate, output }),
  );
  const applicationSecret = given(await password({ message: "Application secret", validate, output }));
  return { applicationKey, applicationSecret };
}

function given(answer: string | symbol): string {
  if (isCancel(answer) || typeof answer === "symbol") throw stopped();
  return answer.trim();
}
