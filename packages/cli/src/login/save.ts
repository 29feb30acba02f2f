import { messageOf } from "../command-words.js";
import { setValues } from "../config/edit.js";
import { editPrivately } from "../config/private-file.js";
import { type ConfigSection, sectionOf } from "../config/section.js";
import { describeConnection } from "../connection/describe.js";
import type { ConnectionOptions } from "../connection/options.js";
import { RefusedError } from "../refused-error.js";
import type { ApplicationKeys } from "./ask.js";

/** Writes a consumer key into its place, and the application's keys where a file is yet to hold them. */
export async function saveKeys(
  { file, section }: ConfigSection,
  keys: Partial<ApplicationKeys> & { readonly consumerKey: string },
): Promise<void> {
  const values = {
    application_key: keys.applicationKey,
    application_secret: keys.applicationSecret,
    consumer_key: keys.consumerKey,
  };
  const given = Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  refuseStrange(given);
  await editPrivately(file, (text) => setValues(text, section, given));
}

/** What a person has to know when another place than the one just written is used; undefined when all is well. */
export function whatElseWins(options: ConnectionOptions, place: ConfigSection): string | undefined {
  try {
    const description = describeConnection(options);
    if (sectionOf(description, "consumerKey")?.file === place.file) return undefined;
    const sources = description.fields.map(({ source }) => source).join(", ");
    return `${sources} come before what was written: take them away for it to be used.`;
  } catch (error) {
    return messageOf(error);
  }
}

/** INI takes some characters for comments and quotes; no key of OVH's has them. */
function refuseStrange(values: Readonly<Record<string, string>>): void {
  const strange = Object.entries(values).find(([, value]) => !/^[\w.+/=-]+$/.test(value));
  if (strange)
    throw new RefusedError(`The ${strange[0]} has characters that ovh.conf cannot hold: nothing was written.`);
}
