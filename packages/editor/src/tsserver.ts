import { readFile } from "node:fs/promises";
import type { server } from "typescript";
import { StreamMessageReader } from "vscode-languageserver-protocol/node";
import type { Completion, Definition, Diagnostic, Hover, LanguageServer, Position } from "./language-server.js";
import { peakMemoryOf } from "./process-memory.js";
import type { ServerProcess } from "./server-process.js";

/** Speaks the protocol of TypeScript 5 and 6 with a process that runs their `tsserver`. */
export class Tsserver implements LanguageServer {
  readonly #process: ServerProcess;
  readonly #waiting = new Map<number, (response: server.protocol.Response | Error) => void>();
  #sequence = 0;
  #file = "";
  #text = "";

  constructor(process: ServerProcess) {
    this.#process = process;
    // It answers in the framing of the Language Server Protocol, but is asked in lines.
    new StreamMessageReader(process.output).listen((message) => {
      const response = message as unknown as server.protocol.Response;
      if (response.type === "response") this.#settle(response.request_seq, response);
    });
    process.onExit(() => {
      for (const sequence of this.#waiting.keys()) this.#settle(sequence, new Error("The tsserver process ended."));
    });
  }

  async open(file: string): Promise<void> {
    if (this.#file !== "") this.#send("close", { file: this.#file });
    this.#file = file;
    this.#text = await readFile(file, "utf8");
    this.#send("open", { file, fileContent: this.#text, scriptKindName: "TS" });
  }

  change(text: string): Promise<void> {
    const lines = this.#text.split("\n");
    const end = locationOf({ line: lines.length - 1, character: lines.at(-1)!.length });
    this.#send("change", {
      file: this.#file,
      line: 1,
      offset: 1,
      endLine: end.line,
      endOffset: end.offset,
      insertString: text,
    });
    this.#text = text;
    return Promise.resolve();
  }

  async completions(position: Position): Promise<Completion[]> {
    const info = await this.#ask<server.protocol.CompletionInfo>("completionInfo", locationOf(position));
    return (info?.entries ?? []).map(({ name, kindModifiers }) => ({
      name,
      deprecated: kindModifiers?.split(",").includes("deprecated") ?? false,
    }));
  }

  async hover(position: Position): Promise<Hover | undefined> {
    const info = await this.#ask<server.protocol.QuickInfoResponseBody>("quickinfo", locationOf(position));
    if (!info) return undefined;
    const tags = info.tags.map(({ name, text }) => `@${name} ${plainTextOf(text)}`);
    return { signature: info.displayString, documentation: [plainTextOf(info.documentation), ...tags].join("\n") };
  }

  async definition(position: Position): Promise<Definition[]> {
    const spans = await this.#ask<server.protocol.FileSpan[]>("definition", locationOf(position));
    return (spans ?? []).map(({ file, start }) => ({ file, position: positionOf(start) }));
  }

  async diagnostics(): Promise<Diagnostic[]> {
    const found: server.protocol.Diagnostic[] = [];
    for (const kind of ["syntacticDiagnosticsSync", "semanticDiagnosticsSync", "suggestionDiagnosticsSync"]) {
      found.push(...((await this.#ask<server.protocol.Diagnostic[]>(kind, {})) ?? []));
    }
    return found
      .map(({ category, code, text, reportsDeprecated, start }) => ({
        severity: category as Diagnostic["severity"],
        code: code!,
        message: text,
        deprecated: reportsDeprecated !== undefined,
        position: positionOf(start),
      }))
      .sort((a, b) => a.position.line - b.position.line || a.position.character - b.position.character);
  }

  peakMemory(): Promise<number | undefined> {
    return peakMemoryOf(this.#process.pid);
  }

  close(): Promise<void> {
    return this.#process.end();
  }

  #send(command: string, args: object): number {
    const request: server.protocol.Request = { seq: ++this.#sequence, type: "request", command, arguments: args };
    this.#process.input.write(`${JSON.stringify(request)}\n`);
    return request.seq;
  }

  /** Asks about the open file. "No content available." is no failure but its way to say that there is nothing. */
  #ask<Body>(command: string, args: object): Promise<Body | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(this.#send(command, { file: this.#file, ...args }), (answer) => {
        if (answer instanceof Error) reject(answer);
        else if (answer.success || answer.message === "No content available.") resolve(answer.body as Body);
        else reject(new Error(`tsserver could not do ${command}: ${answer.message}`));
      });
    });
  }

  #settle(sequence: number, answer: server.protocol.Response | Error): void {
    this.#waiting.get(sequence)?.(answer);
    this.#waiting.delete(sequence);
  }
}

// tsserver counts lines and columns from 1.
function locationOf({ line, character }: Position): server.protocol.Location {
  return { line: line + 1, offset: character + 1 };
}

function positionOf({ line, offset }: server.protocol.Location): Position {
  return { line: line - 1, character: offset - 1 };
}

function plainTextOf(parts: string | readonly { text: string }[] | undefined): string {
  return typeof parts === "string" ? parts : (parts ?? []).map(({ text }) => text).join("");
}
