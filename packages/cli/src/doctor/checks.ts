import { type CredentialDetails, unwrap } from "@ovh-typed/core";
import { messageOf } from "../command-words.js";
import type { Connection } from "../connection/connect.js";

/** What a check found: in words, as a value, and whether it is as it should be. */
export interface Finding<T> {
  readonly value: T | undefined;
  readonly text: string;
  readonly problem?: string;
}

const timeout = 10_000;

/** Whether the endpoint answers, and how far this computer's clock is from its own, in seconds. */
export async function checkClock({ client, endpoint }: Connection): Promise<Finding<number>> {
  try {
    const told = await unwrap(client.request("GET", endpoint.clockPath, { auth: false, timeout }));
    const skew = Math.floor(Date.now() / 1000) - Number(told);
    if (!Number.isFinite(skew)) throw new Error(`GET ${endpoint.clockPath} was not answered with a time.`);
    return { value: skew, text: skew === 0 ? "right" : `${ahead(skew)}; calls are signed with the endpoint's time` };
  } catch (error) {
    return failed(error);
  }
}

/** Whether the credentials work, and the state of a consumer key. */
export async function checkKey({ client, endpoint, description }: Connection): Promise<Finding<string>> {
  const { kind, fields } = description;
  if (kind === undefined) return failed(new Error(`There are no credentials for ${endpoint.name}: ovh-typed login.`));
  const hasKey = fields.some(({ field }) => field === "consumerKey");
  if (kind === "application" && !hasKey) {
    return failed(new Error(`There is an application key and no consumer key for ${endpoint.name}: ovh-typed login.`));
  }
  try {
    if (kind !== "application" || !endpoint.currentCredential) {
      await unwrap(client.request("GET", kind === "application" ? "/me" : "/auth/details", { timeout }));
      return { value: "works", text: "works" };
    }
    const { status } = (await unwrap(
      client.request("GET", "/auth/currentCredential", { timeout }),
    )) as CredentialDetails;
    const problem = status === "validated" ? undefined : `The consumer key does not work: it is ${status}.`;
    return { value: status, text: status, ...(problem !== undefined && { problem }) };
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): Finding<never> {
  return { value: undefined, text: "see below", problem: messageOf(error) };
}

const ahead = (skew: number): string => `${Math.abs(skew)} s ${skew > 0 ? "ahead" : "behind"}`;
