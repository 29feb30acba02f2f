import { OvhConfigError } from "./errors/config-error.js";

/** The fields of an application's credentials. */
export type CredentialField = "applicationKey" | "applicationSecret" | "consumerKey";

/** One place that credentials are looked for in: the arguments, or the environment. */
export interface CredentialSource {
  /** The values found there; undefined where there is none. */
  readonly values: Readonly<Partial<Record<CredentialField, string | undefined>>>;
  /** What a field is called there, for errors: `applicationKey`, `OVH_APPLICATION_KEY`. */
  readonly names: Readonly<Record<CredentialField, string>>;
}

/** What the client has to sign with. */
export interface Credentials {
  readonly applicationKey: string | undefined;
  readonly applicationSecret: string | undefined;
  readonly consumerKey: string | undefined;
}

/** The arguments of `createClient` as a source of credentials. */
export function argumentSource(values: CredentialSource["values"]): CredentialSource {
  const names = {
    applicationKey: "applicationKey",
    applicationSecret: "applicationSecret",
    consumerKey: "consumerKey",
  } as const;
  for (const [field, value] of Object.entries(names)) {
    if (values[value]?.trim() === "") {
      throw new OvhConfigError(`${field} was given and is blank; give its value, or leave it out.`);
    }
  }
  return { values, names };
}

/**
 * Chooses the credentials from sources, the highest first.
 *
 * The first source that has an application key or secret has to have both. A consumer key is taken from that source or
 * one above it, never from below: it would belong to another application.
 *
 * @throws {OvhConfigError} For half a pair or a consumer key on its own; it names fields and never a value.
 */
export function resolveCredentials(sources: readonly CredentialSource[]): Credentials {
  const index = sources.findIndex(
    ({ values }) => values.applicationKey !== undefined || values.applicationSecret !== undefined,
  );
  const application = sources[index];
  const asked = sources.slice(0, index === -1 ? undefined : index + 1);
  const withKey = asked.find(({ values }) => values.consumerKey !== undefined);
  const consumerKey = read(withKey, "consumerKey");
  const applicationKey = read(application, "applicationKey");
  const applicationSecret = read(application, "applicationSecret");
  const source = application ?? withKey;
  if (source !== undefined) {
    const missing = [
      ...(applicationKey === undefined ? [source.names.applicationKey] : []),
      ...(applicationSecret === undefined ? [source.names.applicationSecret] : []),
    ];
    if (missing.length > 0) {
      const given =
        applicationKey === undefined && applicationSecret === undefined
          ? "consumerKey"
          : applicationKey === undefined
            ? "applicationSecret"
            : "applicationKey";
      throw new OvhConfigError(
        `${source.names[given]} is given without ${missing.join(" and ")}: they only work together.`,
      );
    }
  }
  return { applicationKey, applicationSecret, consumerKey };
}

function read(source: CredentialSource | undefined, field: CredentialField): string | undefined {
  const value = source?.values[field]?.trim();
  // A header could not hold it, and the runtime's error would quote it.
  if (source !== undefined && value !== undefined && !/^[\x21-\x7e]+$/.test(value)) {
    throw new OvhConfigError(`${source.names[field]} has white space or other characters that no key of OVH's has.`);
  }
  return value;
}
