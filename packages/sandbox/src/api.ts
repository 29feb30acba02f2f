import { callerOf } from "./auth/caller.js";
import { type Answered, type ApiParts, carryOut } from "./carry-out.js";
import type { PinnedOperation } from "./catalogue/operation.js";
import type { FaultRule } from "./faults/fault.js";
import { readBody } from "./http/read-body.js";
import type { Received } from "./http/received.js";
import { parseTarget, type Target, valuesIn } from "./http/target.js";
import { batchOf } from "./lists/batch.js";
import { asRefusal, classRefusal, unknownUrl } from "./refusal.js";
import { methods } from "./schema/openapi.js";

async function findOperation(parts: ApiParts, target: Target, method: string): Promise<PinnedOperation> {
  const served = target.oldName || parts.hasVersions;
  const operations = served ? await parts.catalogue.operations(target.version, target.segments) : undefined;
  if (!operations) throw unknownUrl();
  const known = methods.find((name) => name.toUpperCase() === method);
  const operation = known && operations.get(known);
  if (!operation) throw classRefusal(405, `The call does not answer to the ${method} HTTP method`);
  return operation;
}

/** Answers a request to the API, and remembers it. */
export async function answerRequest(parts: ApiParts, received: Received, fault?: FaultRule): Promise<Answered> {
  let body: Uint8Array = Buffer.alloc(0);
  let answered: Answered;
  try {
    body = await readBody(received);
    answered = await answerTo(parts, received, body);
  } catch (error) {
    answered = asRefusal(error);
  }
  const { method, target } = received;
  parts.requests.add({ method, target, body, status: answered.status, fault });
  return answered;
}

/**
 * Answers one request to the API.
 *
 * @throws {Refusal} For everything that is wrong with the request, in the order in which OVH notices.
 */
async function answerTo(parts: ApiParts, received: Received, bytes: Uint8Array): Promise<Answered> {
  const { method, header, remoteAddress } = received;
  const target = parseTarget(received.target);
  if (!target) throw unknownUrl();
  const operation = await findOperation(parts, target, method);
  const signed = {
    method,
    url: (received.origin ?? parts.publicOrigin ?? parts.ownOrigin()) + received.target,
    rulePath: target.rulePath,
    body: bytes,
    remoteAddress,
    header,
  };
  const caller = await callerOf(parts, operation, signed, valuesIn(target, operation.template));
  const answerAt = (one: Target): Promise<Answered> =>
    carryOut(parts, { operation, target: one, header, bytes, caller });
  const separator = operation.method === "get" && target.version === "v1" ? header("x-ovh-batch") : undefined;
  const batch = separator === undefined ? undefined : batchOf(separator, target.sentSegments, variablesOf(operation));
  if (batch === undefined) return answerAt(target);
  const { position, ids } = batch;
  const answers = ids.map(async (key) => {
    try {
      const { body } = await answerAt({ ...target, segments: target.segments.with(position, key) });
      return { key, value: body ?? null, error: null };
    } catch (error) {
      return { key, value: null, error: asRefusal(error).body };
    }
  });
  // Of what OVH answers `value` is known, `key` and `error` are not.
  return { status: 200, body: await Promise.all(answers) };
}

/** Which segments of a path, from 0, stand for parameters. */
function variablesOf({ template }: PinnedOperation): readonly number[] {
  const names = template.split("/").slice(1);
  return names.flatMap((name, position) => (name.startsWith("{") ? [position] : []));
}
