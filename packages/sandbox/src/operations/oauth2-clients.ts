import type { TokenEndpoint } from "../auth/oauth2.js";
import { classRefusal } from "../refusal.js";
import type { KeptCollection } from "../state/kept-collection.js";
import type { Call } from "./call.js";
import { add, collectionOf, sentIn } from "./kept.js";
import type { Special } from "./special.js";

// The secret of a client is told when it is made, and the client may then do what policies of /v2/iam allow it: nothing
// at first.

const list = "/me/api/oauth2/client";

function tokensOf({ tokens }: Call): TokenEndpoint {
  if (tokens === undefined) throw classRefusal(403, "This endpoint grants no OAuth2 tokens");
  return tokens;
}

/** The clients that are listed; the one of the start is the first of them. */
function clientsOf(call: Call): KeptCollection {
  const kept = collectionOf(call, list);
  const { account, store, tokens } = call;
  if (tokens && !store.has(list)) {
    const { clientId } = tokens.client;
    const identity = tokens.identityOf(tokens.client, account.nichandle);
    const fields = { identity, name: "sandbox", description: "The client that this sandbox hands out" };
    store.put(list, [kept.make(clientId, {}, { ...fields, flow: "CLIENT_CREDENTIALS", callbackUrls: [] })]);
  }
  return kept;
}

const make: Special = {
  name: `POST ${list}`,
  answer(call) {
    const kept = clientsOf(call);
    const sent = sentIn(call);
    const { clientId, clientSecret, identity } = tokensOf(call).add(call.account.nichandle);
    const createdAt = new Date(call.now).toISOString();
    add(call, kept, { ...sent, clientId, identity, createdAt });
    if (sent["flow"] !== "CLIENT_CREDENTIALS") tokensOf(call).remove(clientId);
    return call.operation.response.echoing({ clientId, clientSecret });
  },
};

const remove: Special = {
  name: `DELETE ${list}/{clientId}`,
  answer(call, usual) {
    clientsOf(call);
    const answered = usual();
    tokensOf(call).remove(String(call.parameters.path["clientId"]));
    return answered;
  },
};

const others: Special = {
  name: /^(?:GET|PUT) \/me\/api\/oauth2\/client(?:\/|$)/,
  answer(call, usual) {
    clientsOf(call);
    return usual();
  },
};

export const oauth2ClientOperations: readonly Special[] = [make, remove, others];
