import { classRefusal } from "../refusal.js";

/** As many are asked for at once by OVH's own web manager; whether OVH takes more is not known. */
const mostIds = 50;

/** Several ids in one segment of a path. */
export interface Batch {
  /** Which segment it is, from 0, of those that were given. */
  readonly position: number;
  /** Percent-decoded one by one. */
  readonly ids: readonly string[];
}

/**
 * The ids that a GET with `X-Ovh-Batch` asks for: those of the segment that has a comma, else of the last one. Undefined
 * where no segment stands for a parameter.
 *
 * @param segments As they were sent: a comma within an id is percent-encoded.
 * @param variables Which segments stand for parameters.
 * @throws {Refusal} 400 for an empty id, for too many, and for several in more than one segment.
 */
export function batchOf(
  separator: string,
  segments: readonly string[],
  variables: readonly number[],
): Batch | undefined {
  if (separator !== ",") throw classRefusal(400, `X-Ovh-Batch is ${JSON.stringify(separator)}, and has to be ","`);
  const several = variables.filter((position) => segments[position]?.includes(","));
  const [position = variables.at(-1)] = several;
  if (several.length > 1)
    throw classRefusal(400, "X-Ovh-Batch takes several ids in one segment of a path, not in more");
  if (position === undefined) return undefined;
  const ids = segments[position]!.split(",").map(decodeURIComponent);
  if (ids.includes("")) throw classRefusal(400, "X-Ovh-Batch was sent with an empty id");
  if (ids.length > mostIds) {
    throw classRefusal(400, `X-Ovh-Batch was sent with ${ids.length} ids, and the sandbox takes ${mostIds} at a time`);
  }
  return { position, ids };
}
