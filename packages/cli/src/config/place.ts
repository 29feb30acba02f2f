import type { CredentialsDescription, DescribedField } from "@ovh-typed/core/auth";

/** A section of a configuration file. */
export interface Place {
  readonly file: string;
  readonly section: string;
}

/** Where a field of the credentials was found; undefined when that is no file, or when there is no such field. */
export function placeOf({ fields }: CredentialsDescription, field: DescribedField["field"]): Place | undefined {
  const source = fields.find((described) => described.field === field)?.source ?? "";
  const [, section, file] = /^\w+ of \[([^\]]+)\] in (.+)$/s.exec(source) ?? [];
  return section === undefined || file === undefined ? undefined : { file, section };
}
