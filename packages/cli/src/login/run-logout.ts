import { OvhAuthError } from "@ovh-typed/core";
import { removeValue } from "../config/edit.js";
import { editPrivately } from "../config/private-file.js";
import { sectionOf } from "../config/section.js";
import { connect } from "../connection/connect.js";
import type { ConnectionOptions } from "../connection/options.js";
import { print } from "../output.js";
import { RefusedError } from "../refused-error.js";

/**
 * Ends the consumer key in use and takes it out of its file.
 *
 * @throws {RefusedError} When there is none.
 */
export async function runLogout(options: ConnectionOptions): Promise<void> {
  const { client, description } = connect(options);
  const key = description.fields.find(({ field }) => field === "consumerKey");
  if (key === undefined) throw new RefusedError(`There is no consumer key for ${description.endpoint} to end.`);
  const ended = await end(client.auth);
  const place = sectionOf(description, "consumerKey");
  if (place !== undefined) {
    await editPrivately(place.file, (text) => removeValue(text, place.section, "consumer_key"));
  }
  const what = ended ? "The consumer key was ended" : "The consumer key no longer worked";
  const where =
    place === undefined ? `; ${key.source} still holds it` : ` and is no longer in [${place.section}] of ${place.file}`;
  print(
    { json: { endpoint: description.endpoint, ended, file: place?.file ?? null }, text: `${what}${where}.` },
    options.json,
  );
}

/** Whether there was anything to end: a key that was revoked or has expired is as good as ended. */
async function end(auth: { logout(): Promise<void> }): Promise<boolean> {
  try {
    await auth.logout();
    return true;
  } catch (error) {
    if (OvhAuthError.is(error) && /^(?:INVALID|NOT)_CREDENTIAL$/.test(error.errorCode ?? "")) return false;
    throw error;
  }
}
