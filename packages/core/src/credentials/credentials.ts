import type { Endpoint } from "../endpoints/endpoint.js";
import { OvhConfigError } from "../errors/config-error.js";
import { describeOrigin, type Origin } from "./origin.js";

/** The fields of credentials, by kind; of each kind the first two, or the only one, are needed. */
export const credentialKinds: Readonly<Record<CredentialKind, readonly CredentialField[]>> = {
  application: ["applicationKey", "applicationSecret", "consumerKey"],
  oauth2: ["clientId", "clientSecret"],
  token: ["accessToken"],
};

/** The ways in: an application key with its secret, an OAuth2 client, a ready access token. */
export type CredentialKind = "application" | "oauth2" | "token";

/** The fields of credentials. */
export type CredentialField =
  | "applicationKey"
  | "applicationSecret"
  | "consumerKey"
  | "clientId"
  | "clientSecret"
  | "accessToken";

/** What a client proves with; the fields that belong together are there together, or none is. */
export type Credentials = { readonly [F in CredentialField]?: string | undefined };

/** Values as they were found, and where each field was looked for. */
export interface CredentialSource {
  /** The values found there; undefined where there is none. */
  readonly values: Credentials;
  /** Where a field was found, or would have been. */
  readonly origin: (field: CredentialField) => Origin;
}

const kindNames = Object.keys(credentialKinds) as CredentialKind[];

/** All fields. */
export const credentialFields: readonly CredentialField[] = Object.values(credentialKinds).flat();

/** The arguments of `createClient` as a source of credentials. */
export function argumentSource(values: Credentials): CredentialSource {
  for (const field of credentialFields) {
    if (values[field]?.trim() === "") {
      throw new OvhConfigError(`${field} was given and is blank: leave it out.`);
    }
  }
  return { values, origin: (option) => ({ from: "argument", option }) };
}

/** The kinds that any field of the source belongs to. */
export function kindsOf({ values }: CredentialSource): CredentialKind[] {
  return kindNames.filter((kind) => credentialKinds[kind].some((field) => values[field] !== undefined));
}

/**
 * Checks what was found: one kind of credentials or none, whole, of characters that a header can hold, and of a kind
 * that the endpoint accepts.
 *
 * @param notes What an error about a missing field adds.
 * @returns The values without white space around them.
 * @throws {OvhConfigError} It names fields and where they come from, and never a value.
 */
export function checkCredentials(
  source: CredentialSource,
  endpoint: Endpoint,
  notes: readonly string[] = [],
): Credentials {
  const { values } = source;
  const name = (field: CredentialField): string => describeOrigin(source.origin(field));
  const [kind, another] = kindsOf(source);
  const given = credentialFields.filter((field) => values[field] !== undefined);
  const needed = kind === undefined ? [] : credentialKinds[kind].slice(0, 2);
  const missing = needed.filter((field) => values[field] === undefined);
  const names = given.map(name).join(" and ");
  const problem =
    another !== undefined
      ? `Several kinds of credentials are given (${names}): give one.`
      : missing.length > 0
        ? `${[`${name(given[0]!)} is given without ${missing.map(name).join(" and ")}.`, ...notes].join(" ")}`
        : kind !== undefined && kind !== "application" && !endpoint.oauth2
          ? `${endpoint.name} has no OAuth2 (${names} given): use an application key.`
          : undefined;
  if (problem !== undefined) throw new OvhConfigError(problem);
  return Object.fromEntries(
    given.map((field) => {
      const value = values[field]!.trim();
      if (/^[\x21-\x7e]+$/.test(value)) return [field, value];
      // A header could not hold it, and the runtime's error would quote it.
      throw new OvhConfigError(`${name(field)} has white space or other characters that no key of OVH's has.`);
    }),
  );
}
