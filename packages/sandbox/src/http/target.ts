import { prefixOf } from "../catalogue/catalogue.js";
import { pathValues } from "../catalogue/path-tree.js";
import type { Version } from "../schema/source.js";

/** A request target, taken apart. */
export interface Target {
  readonly version: Version;
  /** Whether the old name `/1.0` was used, which every endpoint knows. */
  readonly oldName: boolean;
  /** The segments behind the version, percent-decoded one by one. */
  readonly segments: readonly string[];
  /** The same as they were sent. */
  readonly sentSegments: readonly string[];
  /** The path that access rules are held against: what was decoded stays one segment, a slash at the end stays. */
  readonly rulePath: string;
  readonly query: URLSearchParams;
}

/** The values that a target has for the parameters of the template that it falls under. */
export function valuesIn({ version, segments }: Target, template: string): Record<string, string> {
  return pathValues(template, [...prefixOf(version), ...segments]);
}

const versions: Readonly<Record<string, { version: Version; oldName: boolean }>> = {
  "1.0": { version: "v1", oldName: true },
  v1: { version: "v1", oldName: false },
  v2: { version: "v2", oldName: false },
};

/** Whether a target is of the API, there or not. */
export const isApi = (target: string): boolean => /^\/(?:1\.0|v1|v2)\//.test(target);

const noQuery = new URLSearchParams();

function decodeSegment(segment: string): string | undefined {
  try {
    const value = decodeURIComponent(segment);
    return value === "" || value === "." || value === ".." ? undefined : value;
  } catch {
    return undefined;
  }
}

/** @returns Undefined when it cannot be a path of the API: no version, an empty or dot segment, a broken escape */
export function parseTarget(target: string): Target | undefined {
  const mark = target.indexOf("?");
  const path = mark < 0 ? target : target.slice(0, mark);
  const [, name = "", ...encoded] = path.split("/");
  const version = Object.hasOwn(versions, name) ? versions[name] : undefined;
  // OVH's Perl SDK posts to /auth/credential/.
  const end = encoded.length > 1 && encoded.at(-1) === "" ? "/" : "";
  const sentSegments = end === "" ? encoded : encoded.slice(0, -1);
  const segments = sentSegments.map(decodeSegment);
  if (!version || segments.length === 0 || !segments.every((segment) => segment !== undefined)) return undefined;
  const ruleSegments = segments.map((segment) => segment.replaceAll("/", "%2F"));
  return {
    segments,
    sentSegments,
    rulePath: `/${[...prefixOf(version.version), ...ruleSegments].join("/")}${end}`,
    query: mark < 0 ? noQuery : new URLSearchParams(target.slice(mark)),
    ...version,
  };
}
