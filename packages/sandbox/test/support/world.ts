import { worldOf } from "../../src/sampling/world.js";

/** What sampled values are like in tests that start no sandbox. */
export const world = worldOf("ovh-eu", Date.parse("2026-01-31T12:00:00Z"));
