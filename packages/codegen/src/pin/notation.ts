import { showHidden } from "../hidden-characters.js";

/**
 * The project's own notation of one API's schema, made to be reviewed: sorted, an operation or a model to a line or
 * close to it, and nothing said that says nothing. Everything that OpenAPI and TypeScript are generated from is here.
 */
export interface PinnedApi {
  /** The API's path, `/dedicated/server`. */
  readonly api: string;
  /** Sections of a v2 API. */
  readonly subsections?: readonly string[];
  /** `GET /me/bill/{billId}` → the operation. */
  readonly operations: Readonly<Record<string, PinnedOperation>>;
  /** `nichandle.Nichandle` → the model. */
  readonly models: Readonly<Record<string, PinnedModel>>;
}

/** An operation of a pin. Types are written as {@link formatField} writes them. */
export interface PinnedOperation {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Parameters of a kind that this version does not know, kept so that nothing is lost. */
  readonly others?: Readonly<Record<string, string>>;
  /** Named fields, or the type of the whole body. */
  readonly body?: Readonly<Record<string, string>> | string;
  /** The type of the answer; absent when there is none (void). */
  readonly returns?: string;
  /** Answers by status where they differ from `200: returns`. */
  readonly responses?: Readonly<Record<string, string>>;
  /** ALPHA, BETA or DEPRECATED; absent in production. */
  readonly status?: string;
  readonly deprecated?: { readonly since?: string; readonly deletion?: string; readonly replacement?: string };
  readonly unsigned?: true;
  /** IAM actions; one that is not required ends in `?`. */
  readonly iam?: readonly string[];
  readonly errors?: readonly string[];
  readonly operationId?: string;
  readonly description?: string;
  readonly longDescription?: string;
  /** Descriptions of parameters by name; that of a body that is one value under {@link wholeBody}. */
  readonly descriptions?: Readonly<Record<string, string>>;
}

/** Stands for a body that is one value where its named fields would stand: no parameter has this name. */
export const wholeBody = "";

/** A model of a pin: an object with properties, or an enum. */
export interface PinnedModel {
  readonly properties?: Readonly<Record<string, string>>;
  /** The type variables of a generic model. */
  readonly generics?: readonly string[];
  readonly enum?: readonly (string | number)[];
  /** The type of an enum's members, unless they are strings. */
  readonly enumType?: string;
  readonly description?: string;
  /** Descriptions of properties by name. */
  readonly descriptions?: Readonly<Record<string, string>>;
}

/** A parameter or a property: its type and its flags. */
export interface Field {
  readonly type: string;
  readonly nullable: boolean;
  readonly readOnly: boolean;
  readonly required: boolean;
}

/** Writes a field: a type, then `?` if it can be null, `!` if it is required, ` ro` if it is read-only: `long?! ro`. */
export function formatField(field: Field): string {
  return `${field.type}${field.nullable ? "?" : ""}${field.required ? "!" : ""}${field.readOnly ? " ro" : ""}`;
}

/** Reads a field; the inverse of {@link formatField}. */
export function parseField(text: string): Field {
  let type = text;
  const take = (mark: string): boolean => {
    if (!type.endsWith(mark)) return false;
    type = type.slice(0, -mark.length);
    return true;
  };
  const readOnly = take(" ro");
  const required = take("!");
  const nullable = take("?");
  return { type, nullable, readOnly, required };
}

/**
 * Writes a pin, or any record, as JSON: what fits stands on one line, what does not is broken level by level.
 *
 * @param width The longest line, where a value can be broken at all.
 */
export function formatPin(value: object, width: number = 200): string {
  const sections = Object.entries(value).map(([key, section]) => {
    const isTable = key === "operations" || key === "models";
    return `  ${JSON.stringify(key)}: ${isTable ? formatEntries(section as object, 2, width) : formatValue(section, 2, key.length + 4, width)}`;
  });
  return `{\n${sections.join(",\n")}\n}\n`;
}

function formatValue(value: unknown, indent: number, before: number, width: number): string {
  const line = oneLine(value);
  if (typeof value !== "object" || value === null || indent + before + line.length < width) return line;
  return formatEntries(value, indent, width);
}

function formatEntries(value: object, indent: number, width: number): string {
  const pad = " ".repeat(indent + 2);
  const isList = Array.isArray(value);
  const entries = Object.entries(value).map(([key, entry]) => {
    const label = isList ? "" : `${showHidden(JSON.stringify(key))}: `;
    return `${pad}${label}${formatValue(entry, indent + 2, label.length, width)}`;
  });
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  return entries.length === 0 ? `${open}${close}` : `${open}\n${entries.join(",\n")}\n${" ".repeat(indent)}${close}`;
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return showHidden(JSON.stringify(value));
  const entries = Object.entries(value).map(([key, entry]) => `${showHidden(JSON.stringify(key))}: ${oneLine(entry)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}
