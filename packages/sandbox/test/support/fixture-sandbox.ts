import { endpoints } from "@ovh-typed/core";
import { onTestFinished } from "vitest";
import type { Sandbox } from "../../src/options.js";
import { type StartOptions, startSandbox } from "../../src/start.js";
import { fixtureSource } from "./fixture-source.js";

/** A sandbox over the small fixture endpoint, closed when the test ends. */
export async function fixtureSandbox(options: Partial<StartOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ source: fixtureSource(), endpoint: endpoints["ovh-eu"], ...options });
  onTestFinished(() => sandbox.close());
  return sandbox;
}
