import type { TokenEndpoint } from "../auth/oauth2.js";
import { classRefusal } from "../refusal.js";
import type { Call } from "./call.js";
import { add, sentIn } from "./kept.js";
import type { Special } from "./special.js";

// The secret of a client is told when it is made, and the client may then do what policies of /v2/iam allow it: nothing
// at first.

const list = "/me/api/oauth2/client";

function tokensOf({ tokens }: Call): TokenEndpoint {
  if (tokens === undefined) throw classRefusal(403, "This endpoint grants no OAuth2 tokens");
  return tokens;
}

const make: Special = {
  name: `POST ${list}`,
  answer(call) {
    const kept = call.collectionOf(list);
    if (kept === undefined) throw new Error("The pin makes OAuth2 clients that it does not list.");
    const sent = sentIn(call);
    const { clientId, clientSecret, identity } = tokensOf(call).add(String(call.account.person["nichandle"]));
    const createdAt = new Date(call.now).toISOString();
    add(call, kept, { ...sent, clientId, identity, createdAt });
    if (sent["flow"] !== "CLIENT_CREDENTIALS") tokensOf(call).remove(clientId);
    return call.operation.response.echoing({ clientId, clientSecret });
  },
};

const remove: Special = {
  name: `DELETE ${list}/{clientId}`,
  answer(call, usual) {
    const answered = usual();
    tokensOf(call).remove(String(call.parameters.path["clientId"]));
    return answered;
  },
};

export const oauth2ClientOperations: readonly Special[] = [make, remove];
