import { readFile } from "node:fs/promises";

/** The most bytes of memory that a process has occupied (resident set); undefined where there is no /proc to ask. */
export async function peakMemoryOf(pid: number): Promise<number | undefined> {
  let status: string;
  try {
    status = await readFile(`/proc/${pid}/status`, "utf8");
  } catch {
    return undefined;
  }
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}
