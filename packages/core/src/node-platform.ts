import { builtIn } from "./built-in.js";
import { type Platform, webPlatform } from "./platform.js";

/** The web's functions, and Node's own where they cost less. */
export const nodePlatform: Platform = {
  ...webPlatform,
  // Synchronous, where WebCrypto goes through a thread for each text.
  sha1: (text) => {
    const { hash, createHash } = builtIn("node:crypto");
    // In one step costs half as much; Bun and Deno have had it for less long than Node.
    return hash?.("sha1", text) ?? createHash("sha1").update(text).digest("hex");
  },
};
