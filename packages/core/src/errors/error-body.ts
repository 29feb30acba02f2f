/** The part of an error's body that is understood. */
export interface ErrorBody {
  readonly errorCode: string | undefined;
  readonly class: string | undefined;
  readonly message: string | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;
}

/** Reads the body of an answer of 400 or above: anything may come, HTML, a list, a string, null or nothing. */
export function readErrorBody(text: string): ErrorBody {
  const body = parse(text);
  if (typeof body === "string") return { errorCode: undefined, class: undefined, message: body, details: undefined };
  const fields = isRecord(body) ? body : {};
  return {
    errorCode: textOf(fields["errorCode"]),
    class: textOf(fields["class"]),
    message: textOf(fields["message"]),
    details: isRecord(fields["details"]) ? fields["details"] : undefined,
  };
}

/** The IAM actions named in `details.unauthorizedActionsByIAM`, a string with commas (or, to be safe, a list). */
export function missingActionsOf(details: ErrorBody["details"]): readonly string[] {
  const actions = details?.["unauthorizedActionsByIAM"];
  const named = Array.isArray(actions) ? actions : typeof actions === "string" ? actions.split(/[,\s]+/) : [];
  return named.filter((action): action is string => typeof action === "string" && action !== "");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
