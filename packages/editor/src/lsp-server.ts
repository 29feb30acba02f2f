import { readFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  type ClientCapabilities,
  type CompletionItem,
  CompletionItemTag,
  CompletionRequest,
  ConfigurationRequest,
  createProtocolConnection,
  type DefinitionLink,
  DefinitionRequest,
  DiagnosticSeverity,
  DiagnosticTag,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type Location,
  type MarkupContent,
  type ProtocolConnection,
  RegistrationRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import type { Completion, Definition, Diagnostic, Hover, LanguageServer, Position } from "./language-server.js";
import { peakMemoryOf } from "./process-memory.js";
import type { ServerProcess } from "./server-process.js";

// What VS Code says it can show, as far as it changes the answers.
const capabilities: ClientCapabilities = {
  textDocument: {
    completion: { completionItem: { tagSupport: { valueSet: [CompletionItemTag.Deprecated] } } },
    hover: { contentFormat: ["markdown"] },
    diagnostic: { tagSupport: { valueSet: [DiagnosticTag.Unnecessary, DiagnosticTag.Deprecated] } },
  },
};

const severities: Record<DiagnosticSeverity, Diagnostic["severity"]> = {
  [DiagnosticSeverity.Error]: "error",
  [DiagnosticSeverity.Warning]: "warning",
  [DiagnosticSeverity.Information]: "suggestion",
  [DiagnosticSeverity.Hint]: "suggestion",
};

/** Speaks the Language Server Protocol with a process that runs TypeScript 7. */
export class LspServer implements LanguageServer {
  readonly #process: ServerProcess;
  readonly #connection: ProtocolConnection;
  #uri = "";
  #version = 0;

  private constructor(process: ServerProcess, connection: ProtocolConnection) {
    this.#process = process;
    this.#connection = connection;
  }

  /** Greets the server, which has to be done before anything else. */
  static async connect(process: ServerProcess, folder: string): Promise<LspServer> {
    const connection = createProtocolConnection(
      new StreamMessageReader(process.output),
      new StreamMessageWriter(process.input),
    );
    process.onExit(() => connection.dispose());
    // It asks for settings, and which of its files to watch: none, as in an editor without any setting.
    connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => null));
    connection.onRequest(RegistrationRequest.type, () => {});
    connection.listen();
    const rootUri = pathToFileURL(folder).href;
    await connection.sendRequest(InitializeRequest.type, { processId: null, rootUri, capabilities });
    await connection.sendNotification(InitializedNotification.type, {});
    return new LspServer(process, connection);
  }

  async open(file: string): Promise<void> {
    if (this.#uri !== "")
      await this.#connection.sendNotification(DidCloseTextDocumentNotification.type, this.#document);
    this.#uri = pathToFileURL(file).href;
    const text = await readFile(file, "utf8");
    await this.#connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri: this.#uri, languageId: "typescript", version: ++this.#version, text },
    });
  }

  change(text: string): Promise<void> {
    return this.#connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: this.#uri, version: ++this.#version },
      contentChanges: [{ text }],
    });
  }

  async completions(position: Position): Promise<Completion[]> {
    const answer = await this.#connection.sendRequest(CompletionRequest.type, { ...this.#document, position });
    const items: CompletionItem[] = Array.isArray(answer) ? answer : (answer?.items ?? []);
    return items.map(({ label, filterText, tags }) => ({
      // The label of an optional property ends with a question mark.
      name: filterText ?? label,
      deprecated: tags?.includes(CompletionItemTag.Deprecated) ?? false,
    }));
  }

  async hover(position: Position): Promise<Hover | undefined> {
    const answer = await this.#connection.sendRequest(HoverRequest.type, { ...this.#document, position });
    if (!answer) return undefined;
    // The type in a fenced block, then the doc comment.
    const { value } = answer.contents as MarkupContent;
    const [, signature = "", documentation = value] = /^```\w*\n([^]*?)\n```\n?([^]*)$/.exec(value) ?? [];
    return { signature, documentation: documentation.trim() };
  }

  async definition(position: Position): Promise<Definition[]> {
    const answer = await this.#connection.sendRequest(DefinitionRequest.type, { ...this.#document, position });
    const places: (Location | DefinitionLink)[] = Array.isArray(answer) ? answer : answer ? [answer] : [];
    return places.map((place) => {
      const [uri, range] = "uri" in place ? [place.uri, place.range] : [place.targetUri, place.targetSelectionRange];
      return { file: fileURLToPath(uri), position: range.start };
    });
  }

  async diagnostics(): Promise<Diagnostic[]> {
    const report = await this.#connection.sendRequest(DocumentDiagnosticRequest.type, this.#document);
    if (report.kind !== "full") throw new Error("The language server refers to a report that was not asked for.");
    return report.items
      .map(({ severity, code, message, tags, range }) => ({
        severity: severities[severity ?? DiagnosticSeverity.Error],
        code: Number(code),
        message: String(message),
        deprecated: tags?.includes(DiagnosticTag.Deprecated) ?? false,
        position: range.start,
      }))
      .sort((a, b) => a.position.line - b.position.line || a.position.character - b.position.character);
  }

  peakMemory(): Promise<number | undefined> {
    return peakMemoryOf(this.#process.pid);
  }

  close(): Promise<void> {
    return this.#process.end();
  }

  get #document(): { textDocument: { uri: string } } {
    return { textDocument: { uri: this.#uri } };
  }
}
