/** Whether a request reached the network: `"unknown"` has to be treated as `true`. */
export type Sent = boolean | "unknown";

/** What an error knows about the call that failed: nothing in it is secret. */
export interface FailedCall {
  /** `GET`, `POST`, `PUT` or `DELETE`; undefined where no call was being made. */
  readonly method?: string | undefined;
  /** The path as the program wrote it, parameters not filled in: `/domain/zone/{zoneName}`. */
  readonly path?: string | undefined;
  /** How often the call was tried. */
  readonly attempts?: number | undefined;
  /** Whether the request of the last attempt reached the network. */
  readonly sent?: Sent | undefined;
  /** Whether OVH may have carried out what was asked for, in any of the attempts. */
  readonly maybeApplied?: boolean | undefined;
  /** How many items of a list had come before. */
  readonly itemsRead?: number | undefined;
}

// What `instanceof` cannot tell across several installed copies of this package, this can.
const brand: unique symbol = Symbol.for("@ovh-typed/core.error");

/**
 * The base of every error this package makes.
 *
 * It holds neither the request nor its headers, and no credential or signature, so it can be logged as it is.
 */
export class OvhError<Fields extends FailedCall = FailedCall> extends Error {
  /** What the class and those above it are called in every copy of this package, also after a minifier renamed them. */
  static readonly kinds: readonly string[] = ["OvhError"];

  /** The HTTP method of the call that failed. */
  declare readonly method: string | undefined;
  /** The path template of the call that failed: `/domain/zone/{zoneName}`. */
  declare readonly path: string | undefined;
  /** How often the call was tried: 0 when it was refused before that, undefined where no call was being made. */
  declare readonly attempts: number | undefined;
  /** Whether the request of the last attempt reached the network; `"unknown"` counts as sent. */
  declare readonly sent: Sent | undefined;
  /**
   * Whether OVH may have carried out the POST, PUT or DELETE all the same, in this attempt or an earlier one: look before
   * it is called again.
   */
  declare readonly maybeApplied: boolean | undefined;
  /** How many items of a list the program had been given before; undefined where none was being read. */
  declare readonly itemsRead: number | undefined;

  /** @param fields What becomes the fields of the error: nothing in it may be secret. */
  constructor(message: string, ...[fields]: {} extends Fields ? [fields?: Fields] : [fields: Fields]) {
    super(message);
    Object.defineProperty(this, "name", { value: new.target.kinds.at(-1), configurable: true, writable: true });
    Object.assign(this, fields);
  }

  /** Whether `value` is an error of this class or of one below it, also when another copy of this package made it. */
  static get is(): <Class extends abstract new (...args: never) => OvhError>(
    this: Class | void,
    value: unknown,
  ) => value is InstanceType<Class> {
    const kind = this.kinds.at(-1);
    return (value): value is never => kindsOf(value).includes(kind);
  }

  /** The error as plain data, for JSON, logs and messages to workers; `stack` and `cause` stay behind. */
  toJSON(): Readonly<Record<string, unknown>> {
    return { name: this.name, message: this.message, ...(this as unknown as Readonly<Record<string, unknown>>) };
  }

  /** @internal */
  get [brand](): readonly string[] {
    return (this.constructor as typeof OvhError).kinds;
  }
}

function kindsOf(value: unknown): readonly unknown[] {
  const kinds = typeof value === "object" && value !== null && brand in value ? value[brand] : [];
  return Array.isArray(kinds) ? kinds : [];
}
