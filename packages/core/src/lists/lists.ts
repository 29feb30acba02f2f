import type { RequestOptions } from "../client-options.js";
import type { OvhApiError } from "../errors/api-error.js";
import type { Answer, Items, Operations, UntypedOperation } from "../operations.js";

/** A list that is read in parts while it is gone through; going through it again reads it again. */
export interface Listing<T> extends AsyncIterable<T> {
  /** The list as the parts in which it comes. */
  pages(): AsyncIterable<Page<T>>;
  /**
   * The whole list, or its beginning.
   *
   * @param options.limit How many items at most; no more is asked for than they need.
   */
  toArray(options?: { readonly limit?: number | undefined }): Promise<T[]>;
}

/** A part of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** From 1. */
  readonly number: number;
  /** How many items the whole list has, where that is known. */
  readonly total: number | undefined;
}

/** How far something has come. */
export interface Progress {
  readonly done: number;
  /** Of how many, where that is known. */
  readonly total: number | undefined;
  /** How many a second. */
  readonly rate: number;
}

/** How many requests are under way at once. */
interface Concurrency {
  /** How many requests are under way at a time; 5 when left out. */
  concurrency?: number | undefined;
}

/** How a list is read. Limits of time and size are of each request. */
export interface ListOptions<Item, Wanted extends boolean = boolean> extends RequestOptions, Concurrency {
  /** How many items come with one answer; where OVH says nothing else, 200 on v1, and as many as OVH likes on v2. */
  pageSize?: number | undefined;
  /** The property to sort by. Where OVH does not sort, the client does, and so reads the whole list first. */
  sort?: FieldOf<Item> | undefined;
  /** `"asc"` when left out. */
  order?: "asc" | "desc" | undefined;
  /** The items that are wanted: `{ status: "validated", creation: { gt: "2026-01-01" } }`. */
  filter?: Filter<Item> | undefined;
  /** False for what the list answers by itself: ids. When left out, items wherever the schema knows them. */
  items?: Wanted | undefined;
  /** Called after each part. */
  onProgress?: ((progress: Progress) => void) | undefined;
}

/** What of an item can be compared: neither an object nor a list of them. */
type Comparable<Value> =
  NonNullable<Value> extends readonly (infer Member)[] ? Extract<Member, Scalar> : Extract<NonNullable<Value>, Scalar>;
type Scalar = string | number | bigint | boolean;

/** The properties that a list can be sorted and filtered by. */
export type FieldOf<Item> = [Item] extends [object]
  ? { [Name in keyof Item]-?: [Comparable<Item[Name]>] extends [never] ? never : Name }[keyof Item] & string
  : never;

/**
 * Conditions that all have to hold, each of a property: a value that it equals, or what it is compared with. Of a property that is a list,
 * one member has to fit.
 */
export type Filter<Item> = {
  readonly [Name in FieldOf<Item>]?: Comparable<Item[Name]> | Comparison<Comparable<Item[Name]>>;
};

/** OVH's operators; several have to hold together. */
export interface Comparison<Value> {
  readonly eq?: Value;
  readonly ne?: Value;
  readonly lt?: Value;
  readonly gt?: Value;
  readonly in?: readonly Value[];
  /** A text in which `%` stands for anything; capital and small letters count as the same. */
  readonly like?: string;
}

/** The paths of an endpoint's lists. */
export type ListPath<O extends Operations> = keyof Items<O>;

/** What a list itself answers, one by one: ids, as a rule. */
export type Listed<O extends Operations, P> =
  Answer<GetOperation<O, P>> extends readonly (infer Member)[] ? Member : unknown;

// Nothing here distributes over unions: an editor would go through all lists for each call.
type GetOperation<O extends Operations, P> = O["GET"][P & keyof O["GET"]];

/** The query of an operation, which may stand beside its `params`. */
type Query<Op> = [Op] extends [{ params?: { query?: infer Query } }] ? { query?: Query | undefined } : {};

type ListInit<O extends Operations, P extends ListPath<O>, Wanted extends boolean> = {
  [Part in keyof GetOperation<O, P> as Exclude<Part, "response">]: GetOperation<O, P>[Part];
} & Query<GetOperation<O, P>> &
  ListOptions<Items<O>[P], Wanted>;

/** The arguments of `paginate` after the path. */
export type ListArgs<O extends Operations, P extends ListPath<O>, Wanted extends boolean> =
  {} extends ListInit<O, P, Wanted> ? [options?: ListInit<O, P, Wanted>] : [options: ListInit<O, P, Wanted>];

/** How several things are read at once. Limits of time and size are of each request. */
export interface BatchOptions extends RequestOptions, Concurrency {
  /** Called after each part. */
  onProgress?: ((progress: Progress) => void) | undefined;
}

/** What was read of one of several things, or the error that there was in its place. */
export type BatchResult<Id, D> =
  | { readonly id: Id; readonly data: D; readonly error?: never }
  | { readonly id: Id; readonly data?: never; readonly error: OvhApiError };

/** The name of a path's last parameter. */
type LastName<P, Found = never> = P extends `${string}{${infer Name}}${infer Rest}` ? LastName<Rest, Name> : Found;

type PathOf<Op> = Op extends { params: { path: infer Path } } ? Path : Readonly<Record<string, unknown>>;

/** What a path's last parameter can be. */
export type IdOf<Op, P> = string extends P
  ? unknown
  : [LastName<P>] extends [never]
    ? never
    : PathOf<Op>[LastName<P> & keyof PathOf<Op>];

/** The parameters of an operation but for its path's last one. */
type OtherParams<Op, P> = Op extends { params: infer Params }
  ? {} extends Omit<PathOf<Op>, LastName<P> & string>
    ? { params?: Omit<Params, "path"> | undefined }
    : { params: Omit<Params, "path"> & { path: Omit<PathOf<Op>, LastName<P> & string> } }
  : { params?: UntypedOperation["params"] };

/** The arguments of `batch` after the ids. */
export type BatchArgs<Op, P, Given = OtherParams<Op, P> & BatchOptions> = {} extends Given
  ? [options?: Given]
  : [options: Given];
