import { type Platform, webPlatform } from "./platform.js";

/** The web's functions, and Node's own where they cost less. */
export const nodePlatform: Platform = {
  ...webPlatform,
  // Synchronous, where WebCrypto goes through a thread for each text. Looked up when used: importing it takes time.
  sha1: (text) => {
    const crypto = process.getBuiltinModule?.("node:crypto");
    return crypto === undefined ? webPlatform.sha1(text) : crypto.createHash("sha1").update(text).digest("hex");
  },
};
