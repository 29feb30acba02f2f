#!/usr/bin/env node
import { messageOf } from "./command-words.js";
import { run } from "./run.js";

// Each write that fails emits an error, not the first alone.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // Whoever reads may have enough, as `head` has.
  if (error.code === "EPIPE") return;
  console.error(`ovh-typed: ${messageOf(error)}`);
  process.exit(1);
});

process.exitCode = await run(process.argv.slice(2));
