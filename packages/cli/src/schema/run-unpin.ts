import { print } from "../output.js";
import { loadCodegen } from "./codegen.js";

/** The options of `schema unpin`. */
export interface UnpinOptions {
  readonly json?: boolean;
}

/** Takes the endpoints named out of the project that the command runs in. */
export async function runUnpin(named: readonly string[], { json }: UnpinOptions): Promise<void> {
  const { unpinProject } = await loadCodegen();
  const { endpoints } = await unpinProject(process.cwd(), named);
  const left = endpoints.length === 0 ? "Nothing is pinned any more." : `Pinned: ${endpoints.join(", ")}.`;
  print({ json: { unpinned: named, endpoints }, text: `${named.join(", ")}: no longer pinned. ${left}` }, json);
}
