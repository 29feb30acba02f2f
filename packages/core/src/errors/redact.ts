// Names of fields by which OVH hands out what signs or logs in: its own and OAuth2's.
const secretName = /secret|token|pass(?:word|phrase)|consumer_?key|private_?key|pre_?shared_?key|auth_?info/i;

// Further names of fields that OVH's schemas give the type password to; a test compares them with the pins.
const passwordNames: readonly string[] = [
  "accessKey",
  "certificate",
  "intermediates",
  "masterSap",
  "masterSapHana",
  "payload",
  "pin",
  "qrcodeHelper",
  "securityKey",
  "sftpArchive",
  "sftpStorage",
  "sidadm",
  "swiftArchive",
  "swiftStorage",
  "voucher",
  // Of a JSON Web Key.
  "d",
  "dp",
  "dq",
  "k",
  "p",
  "q",
  "qi",
];
// These too, of which an error has others: they are masked where an answer is quoted.
const generalNames: readonly string[] = ["access", "code", "content", "id", "key", "system", "value"];

const isSecret = (name: string): boolean => secretName.test(name) || passwordNames.includes(name);
const quotedNames = `[\\w-]*(?:${secretName.source})[\\w-]*|${[...passwordNames, ...generalNames].join("|")}`;
const secretField = new RegExp(`("(?:${quotedNames})"\\s*:\\s*")(?:[^"\\\\]|\\\\.)*`, "gi");

/** Whether a header may hold what logs in, or shows who called. */
export function isSecretHeader(name: string): boolean {
  return /cookie|auth|signature|x-ovh-(?:application|consumer)/.test(name) || isSecret(name.replaceAll("-", ""));
}

const redacted = "[redacted]";

/**
 * Takes these secrets, in every form in which JSON, a URL or HTML may write them, and what has the form of a signature or
 * of a secret's field, out of a text for an error.
 */
export function redact(text: string, secrets: Iterable<string>): string {
  return withoutForms(text, [...secrets].flatMap(formsOf));
}

function withoutForms(text: string, forms: readonly string[]): string {
  return forms
    .reduce((rest, form) => rest.replaceAll(form, redacted), text)
    .replace(/\$1\$[0-9a-f]{40}/gi, redacted)
    .replace(secretField, `$1${redacted}`);
}

function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const html = secret
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
  const forms = [secret, json, json.replaceAll("/", "\\/"), encodeURIComponent(secret), html];
  return [...new Set([...forms, html.replaceAll("'", "&#39;"), html.replaceAll("'", "&#x27;")])];
}

// Nobody reads further down; a body may be thousands of levels deep.
const deepest = 20;

/** The same for what a text held, part by part. */
export function redactParsed(parsed: unknown, secrets: Iterable<string>): unknown {
  const forms = [...secrets].flatMap(formsOf);

  function redactPart(value: unknown, depth: number): unknown {
    if (typeof value === "string") return withoutForms(value, forms);
    if (typeof value !== "object" || value === null) return value;
    if (depth === deepest) return "…";
    if (Array.isArray(value)) return value.map((one) => redactPart(one, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [
        name,
        typeof one === "string" && isSecret(name) ? redacted : redactPart(one, depth + 1),
      ]),
    );
  }

  return redactPart(parsed, 0);
}

/** A text of the other side's as a person may read it: of a sensible length, with nothing that speaks to a terminal. */
export function readable(text: string, longest: number): string {
  const plain = text
    .replace(/\p{Cc}\[[\d;]*[A-Za-z]/gu, "")
    .replace(/[\n\r\t]+/g, " ")
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, "");
  return plain.length > longest ? `${plain.slice(0, longest)}…` : plain;
}
