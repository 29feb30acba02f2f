/** A place in a file; both numbers count from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** An entry of the list that an editor offers. */
export interface Completion {
  readonly name: string;
  /** Whether the editor strikes it through. */
  readonly deprecated: boolean;
}

/** What an editor shows under the mouse. */
export interface Hover {
  /** The symbol and its type, on one or more lines. */
  readonly signature: string;
  /** Its doc comment, as Markdown. */
  readonly documentation: string;
}

/** Where a definition stands. */
export interface Definition {
  readonly file: string;
  readonly position: Position;
}

/** What an editor underlines, or strikes through. */
export interface Diagnostic {
  readonly severity: "error" | "warning" | "suggestion";
  readonly code: number;
  /** The message; its details are on lines of their own. */
  readonly message: string;
  readonly deprecated: boolean;
  /** Where it begins. */
  readonly position: Position;
}

/** A language server with one file of a project open, as an editor drives it. */
export interface LanguageServer {
  /** Opens a file as it is on the disk, and forgets the one that was open. */
  open(file: string): Promise<void>;
  /** Replaces the text of the open file, on the disk nothing changes. */
  change(text: string): Promise<void>;
  completions(position: Position): Promise<Completion[]>;
  /** What is shown at a position, undefined for nothing. */
  hover(position: Position): Promise<Hover | undefined>;
  definition(position: Position): Promise<Definition[]>;
  /** Errors and suggestions of the open file, in the order of the text. */
  diagnostics(): Promise<Diagnostic[]>;
  /** The most bytes of memory that the server has occupied; undefined where the system does not tell (not Linux). */
  peakMemory(): Promise<number | undefined>;
  /** Ends the server at once, also in the midst of a request. */
  close(): Promise<void>;
}
