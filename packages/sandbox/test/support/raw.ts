import { connect } from "node:net";

/** What a socket saw of an answer. */
export interface Seen {
  readonly text: string;
  /** How it ended: reset, closed by the sandbox, answered as a whole, or not by the time that was waited. */
  readonly end: "reset" | "closed" | "whole" | "nothing more";
}

const isWhole = (text: string): boolean => {
  const [, head = "", body = ""] = /^([^]*?)\r\n\r\n([^]*)$/.exec(text) ?? [];
  const length = /^content-length: (\d+)/im.exec(head)?.[1];
  return length === undefined ? body.endsWith("\r\n0\r\n\r\n") : Buffer.byteLength(body) >= Number(length);
};

/** Sends a request over a socket of its own, and tells what came back by the byte; it waits 300 ms for more. */
export function raw(
  origin: string,
  method: string,
  target: string,
  { headers = {}, body = "" }: { headers?: Readonly<Record<string, string>>; body?: string } = {},
): Promise<Seen> {
  const { hostname, port } = new URL(origin);
  const sent = { host: `${hostname}:${port}`, "content-length": String(Buffer.byteLength(body)), ...headers };
  const lines = Object.entries(sent).map(([name, value]) => `${name}: ${value}\r\n`);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () =>
      socket.write(`${method} ${target} HTTP/1.1\r\n${lines.join("")}\r\n${body}`),
    );
    let text = "";
    const end = (how: Seen["end"]): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ text, end: how });
    };
    let timer = setTimeout(() => end("nothing more"), 300);
    socket.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      clearTimeout(timer);
      if (isWhole(text)) end("whole");
      else timer = setTimeout(() => end("nothing more"), 300);
    });
    socket.on("error", () => end("reset"));
    socket.on("end", () => end("closed"));
  });
}
