import type { Account } from "../account/account.js";
import type { Catalogue } from "../catalogue/catalogue.js";
import type { PinnedOperation } from "../catalogue/operation.js";
import { iamRefusal } from "../refusal.js";
import type { Fields } from "../schema/fields.js";
import type { Store } from "../state/store.js";
import { authenticate, type Caller, type SignedRequest } from "./authenticate.js";
import { unauthorizedActions } from "./iam.js";
import { bearerOf, type TokenEndpoint } from "./oauth2.js";

/** What tells who calls. */
export interface Callers {
  readonly account: Account;
  readonly store: Store;
  readonly catalogue: Catalogue;
  /** Undefined where the endpoint has no OAuth2. */
  readonly tokens: TokenEndpoint | undefined;
  /** Who a token stands for. */
  readonly tokenHolder: Caller;
  readonly now: () => number;
}

/**
 * Who calls an operation, and may; undefined when nothing needs to be signed and nothing is.
 *
 * @param path The values of the operation's path.
 * @throws {Refusal} For a wrong signature or token, and for what the caller has no right to.
 */
export async function callerOf(
  callers: Callers,
  operation: PinnedOperation,
  request: SignedRequest,
  path: Fields,
): Promise<Caller | undefined> {
  const { account, tokens, tokenHolder, now } = callers;
  const token = tokens && bearerOf(request.header("authorization"));
  if (tokens && token !== undefined) {
    const { identity } = tokens.holderOf(token, now());
    if (identity !== undefined) await checkActions(callers, operation, { ...request, identity }, path);
    return tokenHolder;
  }
  const signed = request.header("x-ovh-signature") !== undefined;
  if (!operation.authenticated && !signed) return undefined;
  return authenticate(account, request, now());
}

/** @throws {Refusal} 403 for what policies do not allow. */
async function checkActions(
  { account, catalogue, store, now }: Callers,
  { actions }: PinnedOperation,
  { identity, remoteAddress }: SignedRequest & { readonly identity: string },
  path: Fields,
): Promise<void> {
  const kept = async (list: string): Promise<Fields[]> => {
    const collection = await catalogue.collection(list);
    return [...(collection?.itemsAt({}, store).values() ?? [])].map(({ fields }) => fields);
  };
  const request = {
    identity,
    actions,
    // What an operation is done to comes first in its path: a zone, and not its record.
    resource: Object.values(path).map(String)[0],
    account: account.nichandle,
    remoteAddress,
    now: now(),
  };
  const unauthorized = unauthorizedActions(request, {
    policies: await kept("/v2/iam/policy"),
    permissionsGroups: await kept("/v2/iam/permissionsGroup"),
    resourceGroups: await kept("/v2/iam/resourceGroup"),
  });
  if (unauthorized.length > 0) throw iamRefusal(unauthorized);
}
