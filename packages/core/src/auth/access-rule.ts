import type { HttpMethod } from "../http-method.js";
import type { Operations } from "../operations.js";

/**
 * One right of a consumer key: a method and a path, in which `*` stands for any text. A path template will do: what it
 * leaves open, as `{zoneName}` does, is sent as `*`.
 */
export interface AccessRule<P extends string = string> {
  readonly method: HttpMethod;
  readonly path: P;
}

/** The paths of all operations, whatever their methods. */
type PathOf<O extends Operations> = {
  [M in HttpMethod]: keyof O[M] & string;
}[HttpMethod];

// Decided segment by segment over the paths that are left, so that it costs about one step per path of the endpoint and
// rule, and nothing where no rules are written.
type Covered<Rule extends string, Path extends string> = Rule extends `/${infer Segment}/${infer Rest}`
  ? Covered<`/${Rest}`, After<Segment, Path>>
  : Rule extends `/${infer Segment}`
    ? Ending<Segment, Path>
    : never;

/** What is left of the paths that begin with a segment; a parameter takes what no path spells out. */
type After<Segment extends string, Path extends string> = Segment extends `${string}*${string}`
  ? Path extends `/${Heads<Segment>}/${infer Rest}`
    ? `/${Rest}`
    : never
  : Literally<Segment, Path> extends infer Found extends string
    ? [Found] extends [never]
      ? Path extends `/{${string}}/${infer Rest}`
        ? `/${Rest}`
        : never
      : Found
    : never;

type Literally<Segment extends string, Path extends string> = Path extends `/${Segment}/${infer Rest}`
  ? `/${Rest}`
  : never;

/** The paths that end with a segment or, where that ends in a star, go on behind it. */
type Ending<Segment extends string, Path extends string> = Segment extends `${string}*`
  ? Extract<Path, `/${Heads<Segment>}`>
  : Segment extends `${string}*${string}`
    ? Exclude<Extract<Path, `/${Heads<Segment>}`>, `/${string}/${string}`>
    : [Extract<Path, `/${Segment}`>] extends [never]
      ? Exclude<Extract<Path, `/{${string}}`>, `/${string}/${string}`>
      : Segment;

/** What a segment with stars stands for: what it may spell, or a parameter. */
type Heads<Segment extends string> = AnyText<Segment> | `{${string}}`;

type AnyText<Text extends string> = Text extends `${infer Before}*${infer Rest}`
  ? `${Before}${string}${AnyText<Rest>}`
  : Text;

/** The paths of the endpoint that go on from here, which an editor offers. */
type GoingOn<O extends Operations, P extends string> = Extract<PathOf<O>, `${P}${string}`>;

/** The path of a rule if it covers a path of the endpoint, else what no string is, which says so in the compiler's error. */
type CheckedPath<O extends Operations, P extends string> = string extends P
  ? P
  : string extends PathOf<O>
    ? P
    : P extends P
      ? [Covered<P, PathOf<O>>] extends [never]
        ? [GoingOn<O, P>] extends [never]
          ? P & { readonly "No path of this endpoint is covered by": P }
          : GoingOn<O, P>
        : P | GoingOn<O, P>
      : never;

/** Rules whose paths are checked, each by itself. */
export type CheckedRules<O extends Operations, Paths extends readonly string[]> = readonly [
  ...{ readonly [I in keyof Paths]: AccessRule<CheckedPath<O, Paths[I]> & string> },
];
