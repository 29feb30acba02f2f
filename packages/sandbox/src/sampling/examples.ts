import { formats } from "../checking/formats.js";

type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

/** A listed value is the better example; a format's own might not be among them. */
const wantsExample = (node: Node): node is Node & { format: string } =>
  typeof node["format"] === "string" &&
  node["type"] !== undefined &&
  !("enum" in node || "const" in node || "example" in node);

/**
 * Writes an `example` beside every `format` of a document, which is where the sampler looks first; it knows the
 * formats of JSON Schema, not OVH's. Changes the document in place: it was read for this, and nobody else holds it.
 */
export function addExamples(node: unknown): void {
  if (!isNode(node)) return;
  if (wantsExample(node)) {
    const sample = formats[node.format]?.sample;
    if (sample !== undefined) node["example"] = sample;
  }
  for (const child of Object.values(node)) addExamples(child);
}
