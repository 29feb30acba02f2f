/** The command understood what was asked and could not, or would not, do it; the message says why. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
  /** Whether the output of the command has said it already. */
  readonly isReported: boolean;

  constructor(message: string, options: ErrorOptions & { readonly isReported?: boolean } = {}) {
    super(message, options);
    this.isReported = options.isReported ?? false;
  }
}
