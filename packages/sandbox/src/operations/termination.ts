import { randomKey, sameText } from "../account/keys.js";
import { milliseconds } from "../duration.js";
import { classRefusal } from "../refusal.js";
import { type Fields, isFields } from "../schema/fields.js";
import type { KeptCollection } from "../state/kept-collection.js";
import type { Item } from "../state/store.js";
import type { Call } from "./call.js";
import { itemAt } from "./kept.js";
import { mail, mailCollections } from "./mail.js";
import type { Special } from "./special.js";

// Who terminates a service is sent a token by mail, and has to give it back: then the service ends with the period that
// is paid for. A cloud project is paid by the hour, and ends at once. That is what OVH's guides tell.

const token = "termination token";
const isEnding = "ends with its period";

/** What is paid for, as samples tell it. */
const period = milliseconds("365 days");
const endAtOnce = new Set(["/cloud/project"]);

/** The service that a path leads through last, and where it is kept; undefined for what is nothing that is kept. */
function serviceOf(call: Call): { kept: KeptCollection; service: Item; notes: Map<string, unknown> } | undefined {
  const kept = call.operation.place.above.at(-1);
  if (kept === undefined) return undefined;
  const service = itemAt(call, kept);
  return { kept, service, notes: kept.notesOn(call.parameters.path, call.store) };
}

/** A sentence, in the form that an operation answers. */
function saying({ operation: { response } }: Call, message: string): unknown {
  return response.fits(message) ? message : response.echoing({ message });
}

/** Whether an operation answers a sentence: those that ask for no token answer nothing, or a task. */
function answersSentence({ operation: { response } }: Call): boolean {
  const sample = response.sample();
  return typeof sample === "string" || (isFields(sample) && Object.keys(sample).join() === "message");
}

const terminate: Special = {
  name: /^POST .*\/terminate$/,
  reaches: mailCollections,
  answer(call, usual) {
    const found = serviceOf(call);
    if (!found || !answersSentence(call)) return usual();
    const sent = randomKey("credentialToken");
    found.notes.set(token, sent);
    const id = String(found.service.id);
    mail(call, `Termination of ${id}`, `To confirm the termination of ${id}, give this token:\n\n${sent}\n`);
    return saying(call, "A mail with the token that confirms the termination was sent to you");
  },
};

const confirm: Special = {
  name: /^POST .*\/(?:confirmTermination|terminate\/confirm)$/,
  answer(call, usual) {
    const found = serviceOf(call);
    if (!found) return usual();
    const { kept, service, notes } = found;
    const { token: given } = call.body as Fields;
    const sent = notes.get(token);
    if (typeof sent !== "string" || !sameText(sent, String(given))) {
      throw classRefusal(400, "The token is not the one that was sent by mail when the termination was asked for");
    }
    notes.delete(token);
    const end = (): void => kept.remove(service, call.parameters.path, call.store);
    if (endAtOnce.has(kept.collection.list)) end();
    else if (!notes.has(isEnding)) call.store.later(call.now + period, end);
    notes.set(isEnding, true);
    return saying(call, `The termination of ${String(service.id)} is confirmed`);
  },
};

/** What tells that a service will not be renewed. */
const infos: Special = {
  name: /^GET .*\/serviceInfos$/,
  answer(call, usual) {
    const answered = usual();
    if (!isFields(answered) || !isFields(answered["renew"]) || !serviceOf(call)?.notes.has(isEnding)) return answered;
    return { ...answered, renew: { ...answered["renew"], automatic: false, deleteAtExpiration: true } };
  },
};

export const terminationOperations: readonly Special[] = [terminate, confirm, infos];
