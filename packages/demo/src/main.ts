import { demo } from "./demo.js";
import { help, type Options, readOptions } from "./options.js";

try {
  const options = wrongUsage(() => readOptions(process.argv.slice(2)));
  if (options?.help) console.log(help);
  else if (options) await demo(options);
} catch (error) {
  // Errors of ovh-typed are sentences, and hold nothing secret.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function wrongUsage(read: () => Options): Options | undefined {
  try {
    return read();
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${help}`);
    process.exitCode = 2;
    return undefined;
  }
}
