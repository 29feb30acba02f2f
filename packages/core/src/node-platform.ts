import { builtIn } from "./built-in.js";
import { type Platform, webPlatform } from "./platform.js";

/** The web's functions, and Node's own where they cost less. */
export const nodePlatform: Platform = {
  ...webPlatform,
  // Synchronous, where WebCrypto goes through a thread for each text.
  sha1: (text) => builtIn("node:crypto").createHash("sha1").update(text).digest("hex"),
};
