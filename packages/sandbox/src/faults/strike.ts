import { STATUS_CODES, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { aborted } from "../http/aborted.js";
import { json } from "../http/json.js";
import { authRefusal, classRefusal, type Refusal } from "../refusal.js";
import type { FaultRule } from "./fault.js";

/** How an answer leaves the sandbox: over a connection, or to a caller in this process. */
export interface Way {
  /** Sends the first part of an answer as it is on the wire, and no more; then resets the connection where it is told to. */
  readonly breakOff: (sent: PartOfAnswer, resets: boolean) => Promise<Response>;
}

/** The part of an answer that is sent: nothing, some of its headers, or these and some of its body. */
export type PartOfAnswer =
  | { readonly upTo: "nothing" }
  | { readonly upTo: "headers" | "body"; readonly answer: Response; readonly body: string };

const refused = ({ status, body }: Refusal, headers: Readonly<Record<string, string>> = {}): Response =>
  json(status, body, headers);

const html = (status: number): Response => {
  const title = `${status} ${STATUS_CODES[status] ?? "Error"}`;
  const page = `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
  return new Response(page, { status, headers: { "content-type": "text/html" } });
};

/** What is answered in place of anything else; undefined for what goes wrong with an answer. */
export function instead(fault: FaultRule): Response | undefined {
  switch (fault.kind) {
    case "status": {
      const { status, retryAfter } = fault;
      const refusal = classRefusal(status, `The sandbox was told to fail: ${STATUS_CODES[status] ?? status}`);
      return refused(refusal, retryAfter === undefined ? {} : { "retry-after": String(retryAfter) });
    }
    case "html":
      return html(fault.status);
    case "token-expired":
      return refused(classRefusal(401, "Access token expired"));
    case "key-expired":
    case "key-refused":
      return refused(authRefusal("INVALID_CREDENTIAL"));
    default:
      return undefined;
  }
}

/**
 * Whether what is asked for is done before a fault strikes.
 *
 * @param other What is answered {@link instead}.
 */
export function isApplied(fault: FaultRule, other: Response | undefined): boolean {
  if (fault.applied !== undefined) return fault.applied;
  return fault.kind === "reset" ? fault.when !== "before" : other === undefined;
}

/**
 * What a fault makes of an answer.
 *
 * @param answer Undefined where what was asked for was not done.
 */
export async function spoil(fault: FaultRule, answer: Response | undefined, way: Way): Promise<Response> {
  if (answer === undefined || (fault.kind === "reset" && fault.when === "before")) {
    return way.breakOff({ upTo: "nothing" }, fault.kind === "reset");
  }
  if (fault.kind === "reset" || fault.kind === "stall") {
    const upTo = fault.when === "body" ? "body" : "headers";
    return way.breakOff({ upTo, answer, body: await answer.text() }, fault.kind === "reset");
  }
  if (fault.kind === "truncate") {
    const body = await answer.text();
    return new Response(body.slice(0, Math.max(1, Math.floor(body.length / 2))), answer);
  }
  if (fault.kind === "slow") return new Response(inPieces(await answer.text(), fault.ms), answer);
  return answer;
}

/** A body that comes in ten pieces. */
function inPieces(body: string, apart: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(body);
  const size = Math.max(1, Math.ceil(bytes.byteLength / 10));
  let sent = 0;
  return new ReadableStream({
    async pull(controller) {
      if (sent > 0) await wait(apart);
      controller.enqueue(bytes.slice(sent, sent + size));
      sent += size;
      if (sent >= bytes.byteLength) controller.close();
    },
  });
}

const half = (text: string): string => text.slice(0, Math.ceil(text.length / 2));

/** What the first part of an answer is on the wire. */
function onTheWire(part: PartOfAnswer): string {
  if (part.upTo === "nothing") return "";
  const { answer, body } = part;
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}\r\n`).join("");
  const head = `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status]}\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\n`;
  return part.upTo === "headers" ? half(head) : `${head}\r\n${half(body)}`;
}

/** Long enough for what was sent to arrive before the connection is reset, in milliseconds. */
const arrival = 20;

/** Over a connection. */
export function connectionOf(outgoing: ServerResponse): Way {
  return {
    async breakOff(part, resets) {
      const { socket } = outgoing;
      const text = onTheWire(part);
      if (text !== "") socket?.write(text);
      if (resets && text !== "") await wait(arrival);
      if (resets) socket?.resetAndDestroy();
      return RESPONSE_ALREADY_SENT;
    },
  };
}

/** To a caller in this process, who sees what fetch would show of a connection. */
export function callerWith(signal: AbortSignal): Way {
  const reset = (): TypeError => {
    const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", syscall: "read" });
    return new TypeError("fetch failed", { cause });
  };
  return {
    async breakOff(part, resets) {
      if (part.upTo !== "body") return resets ? Promise.reject(reset()) : aborted(signal);
      const { answer, body } = part;
      let sent = false;
      const stream = new ReadableStream<Uint8Array>({
        async pull(controller) {
          if (!sent) controller.enqueue(new TextEncoder().encode(half(body)));
          else if (resets) controller.error(new TypeError("terminated", { cause: reset().cause }));
          else await aborted(signal);
          sent = true;
        },
      });
      return new Response(stream, answer);
    },
  };
}
