import { type AddressInfo, createServer, type Server, type Socket } from "node:net";

/** What a server does when a request has come: writes something, and then does something to the connection. */
export interface Step {
  /** A whole answer, of which Content-Length is written by the server. */
  readonly answer?: Answer;
  /** Bytes as they are (each character one byte). */
  readonly raw?: string;
  /**
   * `keep` (where left out) keeps the connection open, `end` closes it in order, `reset` breaks it, `stall` leaves it
   * silent, `drip` writes a byte whenever time has passed, `bytewise` writes the answer byte by byte, and `flood` more
   * of the body for as long as it is read.
   */
  readonly socket?: "keep" | "end" | "reset" | "stall" | "drip" | "bytewise" | "flood";
}

/** An answer in the words of HTTP. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Its bytes, each character one. */
  readonly body?: string;
}

/** One request, as it came. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether its connection had carried another before. */
  readonly isReused: boolean;
}

/** A server on a raw socket. */
export interface FaultServer extends AsyncDisposable {
  readonly port: number;
  /** What came, in order. */
  readonly requests: readonly WireRequest[];
  /** How often it fell silent, so that nothing happens until time passes. */
  readonly silences: number;
  /** How many bytes of floods were written. */
  readonly flooded: number;
  /** How many connections are open that carried a request; a runtime may open others in advance. */
  readonly connections: number;
  /** Writes another byte where it drips. */
  drip(): void;
  /** Closes all connections that are open now. */
  closeConnections(): Promise<void>;
}

export interface FaultServerOptions {
  /** Called with each connection; `true` when it is dealt with, and no request is read. */
  onConnection?(socket: Socket): boolean;
  /** How many bytes a flood has. */
  readonly floodLimit?: number;
}

/**
 * Starts a server on loopback.
 *
 * @param stepFor Says what to do about a request; undefined where it has seen to the socket itself.
 */
export async function startFaultServer(
  stepFor: (request: WireRequest, socket: Socket) => Step | undefined,
  { onConnection = () => false, floodLimit = Infinity }: FaultServerOptions = {},
): Promise<FaultServer> {
  const requests: WireRequest[] = [];
  const sockets = new Set<Socket>();
  const carriers = new Set<Socket>();
  const dripping = new Set<Socket>();
  let silences = 0;
  let flooded = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => [sockets, carriers].map((set) => set.delete(socket)));
    if (onConnection(socket)) return;
    let carried = 0;
    readRequests(socket, (request) => {
      const whole = { ...request, isReused: carried++ > 0 };
      requests.push(whole);
      carriers.add(socket);
      void carryOut(socket, stepFor(whole, socket));
    });
  });

  async function carryOut(socket: Socket, { answer, raw, socket: end = "keep" }: Step = {}): Promise<void> {
    const bytes = Buffer.from(raw ?? (answer === undefined ? "" : textOf(answer)), "latin1");
    if (end === "bytewise") {
      for (const byte of bytes) await new Promise((resolve) => void socket.write(Buffer.of(byte), resolve));
      return;
    }
    if (bytes.length > 0) await new Promise((resolve) => void socket.write(bytes, resolve));
    if (end === "end") socket.end();
    if (end === "reset") socket.resetAndDestroy();
    if (end === "stall") silences++;
    if (end === "drip") dripping.add(socket);
    if (end === "flood") flood(socket, floodLimit, (bytes) => (flooded += bytes));
  }

  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    get silences() {
      return silences;
    },
    get flooded() {
      return flooded;
    },
    get connections() {
      return carriers.size;
    },
    drip: () => dripping.forEach((socket) => socket.write(" ")),
    closeConnections: () => closeAll(sockets),
    async [Symbol.asyncDispose]() {
      await closeAll(sockets);
      await closed(server);
    },
  };
}

async function closeAll(sockets: ReadonlySet<Socket>): Promise<void> {
  const closing = [...sockets].map((socket) => new Promise((resolve) => void socket.once("close", resolve)));
  for (const socket of sockets) socket.destroy();
  await Promise.all(closing);
}

function closed(server: Server): Promise<unknown> {
  return new Promise((resolve) => void server.close(resolve));
}

/** The answer as it is written. */
function textOf({ status, headers = {}, body = "" }: Answer): string {
  const lines = Object.entries({ "Content-Length": String(body.length), ...headers }).map((one) => one.join(": "));
  return [`HTTP/1.1 ${status} Status`, ...lines, "", body].join("\r\n");
}

/** Writes on until nobody reads, or the limit is reached, in chunks of HTTP. */
function flood(socket: Socket, limit: number, onWritten: (bytes: number) => void): void {
  const chunk = Buffer.from(`10000\r\n${" ".repeat(0x10000)}\r\n`);
  let left = limit;
  const write = (): void => {
    if (socket.destroyed) return;
    if (left <= 0) return void socket.end("0\r\n\r\n");
    left -= 0x10000;
    onWritten(0x10000);
    if (socket.write(chunk)) setImmediate(write);
    else socket.once("drain", write);
  };
  write();
}

/** Reads requests off a socket, whole. */
function readRequests(socket: Socket, onRequest: (request: Omit<WireRequest, "isReused">) => void): void {
  let text = "";
  socket.setEncoding("latin1").on("data", (part: string) => {
    text += part;
    for (;;) {
      const head = text.indexOf("\r\n\r\n");
      if (head < 0) return;
      const [first = "", ...lines] = text.slice(0, head).split("\r\n");
      const headers = Object.fromEntries(
        lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
      );
      const end = head + 4 + Number(headers["content-length"] ?? 0);
      if (text.length < end) return;
      const [method = "", path = ""] = first.split(" ");
      const body = text.slice(head + 4, end);
      text = text.slice(end);
      onRequest({ method, path, headers, body });
    }
  });
}
