import { OvhApiError } from "./api-error.js";
import { OvhAuthError } from "./auth-error.js";
import { missingActionsOf, readErrorBody } from "./error-body.js";
import { adviceFor, isAuthFailure } from "./error-codes.js";
import type { FailedCall } from "./ovh-error.js";

/** Makes the error for an answer of status 400 or above from its status, its query id and the text of its body. */
export function apiFailure(
  answer: { readonly status: number; readonly queryId: string | undefined; readonly text: string },
  call: FailedCall,
): OvhApiError {
  const { status, queryId } = answer;
  const { errorCode, class: errorClass, message, details } = readErrorBody(answer.text);
  const missingActions = missingActionsOf(details);
  const code = errorCode ?? errorClass;
  const sentences = [
    `${call.method} ${call.path} was answered ${status}${code === undefined ? "" : ` ${code}`}`,
    message === undefined ? "." : `: ${asSentence(message)}`,
    missingActions.length === 0 ? "" : ` Missing IAM actions: ${missingActions.join(", ")}.`,
    withSpace(adviceFor(status, errorCode, missingActions)),
    queryId === undefined ? "" : ` (X-OVH-QUERYID: ${queryId})`,
  ];
  const Kind = isAuthFailure(status, errorCode) ? OvhAuthError : OvhApiError;
  return new Kind(sentences.join(""), {
    ...call,
    status,
    errorCode,
    class: errorClass,
    queryId,
    serverMessage: message,
    details,
    missingActions,
  });
}

function asSentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

function withSpace(sentence: string | undefined): string {
  return sentence === undefined ? "" : ` ${sentence}`;
}
