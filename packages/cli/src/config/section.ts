import type { CredentialsDescription, DescribedField } from "@ovh-typed/core/auth";

/** A section of a configuration file. */
export interface ConfigSection {
  readonly file: string;
  readonly section: string;
}

/** Where a field of the credentials was found; undefined when that is no file, or when there is no such field. */
export function sectionOf(
  { origins }: CredentialsDescription,
  field: DescribedField["field"],
): ConfigSection | undefined {
  const origin = origins?.[field];
  return origin?.from === "file" ? { file: origin.file, section: origin.section } : undefined;
}
