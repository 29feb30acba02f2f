import type { PinnedClientOptions } from "../client-options.js";
import type { EndpointName } from "../endpoints/endpoint.js";
import {
  checkCredentials,
  credentialFields,
  type CredentialField,
  type CredentialKind,
  kindsOf,
} from "./credentials.js";
import { describeOrigin, type Origin } from "./origin.js";
import { endpointNamed, type Settings, settleFromOptions } from "./settings.js";

/** Where one value comes from. */
export interface DescribedField {
  readonly field: CredentialField;
  /** `applicationKey`, `OVH_APPLICATION_KEY`, `application_key of [ovh-eu] in /etc/ovh.conf`. */
  readonly source: string;
  /** The value itself where it is no secret (an application key, a client's id), else its length. */
  readonly value: string;
}

/** What {@link describeCredentials} takes: the options of a client. */
export interface DescribeOptions extends PinnedClientOptions {
  /** Used where neither the options nor the environment nor a file names an endpoint. */
  defaultEndpoint?: EndpointName | undefined;
  /** Whether `configFile` and `profile` may be ones that are yet to be written; they then count as empty. */
  allowMissingFile?: boolean | undefined;
}

/** What a client made with the same options would use. */
export interface CredentialsDescription {
  readonly endpoint: EndpointName;
  /** `endpoint`, `OVH_ENDPOINT`, `endpoint of [default] in /etc/ovh.conf`. */
  readonly endpointSource: string;
  /** The profile whose section of `ovh.conf` counts; undefined where none was chosen. */
  readonly profile: string | undefined;
  /** Undefined where nothing was found. */
  readonly kind: CredentialKind | undefined;
  readonly fields: readonly DescribedField[];
  /** The `source` of each of the fields, as data; undefined where nothing was found. */
  readonly origins: Readonly<Partial<Record<CredentialField, Origin>>> | undefined;
}

/**
 * Tells where a client's endpoint and credentials come from, with secrets masked.
 *
 * @throws {OvhConfigError} As `createClient` does with the same options.
 */
export function describeCredentials(options: DescribeOptions = {}): CredentialsDescription {
  const { endpoint, defaultEndpoint } = options;
  const isDefault = endpoint === undefined && defaultEndpoint !== undefined;
  const settings = settleFromOptions(options, endpointNamed(isDefault ? defaultEndpoint : endpoint));
  return describeSettings(settings, { from: "argument", option: isDefault ? "defaultEndpoint" : "endpoint" });
}

/** The same for settings that were found by any means. */
export function describeSettings(
  settings: Settings & { readonly profile?: string | undefined },
  endpointOrigin: Origin,
): CredentialsDescription {
  const { endpoint, credentials, notes, profile } = settings;
  const values = checkCredentials(credentials, endpoint, notes);
  const [kind] = kindsOf(credentials);
  const fields = credentialFields.flatMap((field) => {
    const value = values[field];
    if (value === undefined) return [];
    const open = field === "applicationKey" || field === "clientId";
    const source = describeOrigin(credentials.origin(field));
    return [{ field, source, value: open ? value : (mask(value) ?? "") }];
  });
  return {
    endpoint: endpoint.name,
    endpointSource: describeOrigin(endpointOrigin),
    profile,
    kind,
    fields,
    origins: kind && Object.fromEntries(fields.map(({ field }) => [field, credentials.origin(field)])),
  };
}

/** A secret's length, and nothing else of it. */
export function mask(secret: string | undefined): string | undefined {
  return secret === undefined ? undefined : `[${secret.length} characters]`;
}
