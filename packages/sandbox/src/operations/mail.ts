import { instantOf } from "../instant.js";
import type { Call } from "./call.js";

/** Lists what the account's owner was sent by mail; ovh-us has no such list. */
const history = "/me/notification/email/history";

/** Where mails are kept. */
export const mailCollections: readonly string[] = [history];

/** Sends the account's owner a mail. */
export function mail({ collectionOf, store, now }: Call, subject: string, body: string): void {
  const mail = { date: instantOf(now), subject, body };
  store.addMail(mail);
  const kept = collectionOf(history);
  kept?.addLatest(kept.make(kept.newId({}, store), {}, mail), {}, store);
}
