import { BodyCheck } from "../checking/body.js";
import { bodySchema, definitionOf, type OperationContext, responseSchema } from "../checking/operation-context.js";
import { ParameterCheck, type ParameterValues, type ReceivedParameters } from "../checking/parameters.js";
import { SchemaSample } from "../sampling/schema-sample.js";
import { type Method, methods, type PathItem } from "../schema/openapi.js";
import { propertiesOf } from "../schema/resolve.js";
import type { Place } from "../state/place.js";

/** An operation of the pin that can check what it is sent and sample what it answers; each is prepared when first used. */
export class PinnedOperation {
  readonly template: string;
  readonly method: Method;
  /** Whether it asks for a signature. */
  readonly authenticated: boolean;
  /** Where it stands among what is kept. */
  readonly place: Place;
  readonly #context: OperationContext;
  #parameters: ParameterCheck | undefined;
  #body: BodyCheck | undefined;
  #response: SchemaSample | undefined;

  constructor(context: OperationContext, place: Place) {
    this.place = place;
    this.template = context.template;
    this.method = context.method;
    this.authenticated = definitionOf(context.document, context).security?.length !== 0;
    this.#context = context;
  }

  /**
   * The values of path, query and headers in their declared types.
   *
   * @throws {Refusal} 400 that names what is wrong.
   */
  parameters(received: ReceivedParameters): ParameterValues {
    return (this.#parameters ??= new ParameterCheck(this.#context)).check(received);
  }

  /**
   * The parsed body.
   *
   * @throws {Refusal} 400 that names what is wrong.
   */
  body(bytes: Uint8Array): unknown {
    return (this.#body ??= new BodyCheck(this.#context)).check(bytes);
  }

  /** What it answers when nothing better is known. */
  get response(): SchemaSample {
    const { document, world } = this.#context;
    return (this.#response ??= new SchemaSample(
      document,
      responseSchema(definitionOf(document, this.#context)),
      world,
    ));
  }

  /** The classes of errors that the pin lists. */
  get errors(): readonly string[] {
    return definitionOf(this.#context.document, this.#context)["x-ovh-errors"] ?? [];
  }

  /** The IAM actions that it takes; one that ends in `?` it can do without. */
  get actions(): readonly string[] {
    return definitionOf(this.#context.document, this.#context)["x-ovh-iam"] ?? [];
  }

  /** The names that a body may set; empty when it declares none. */
  get writable(): readonly string[] {
    const schema = bodySchema(definitionOf(this.#context.document, this.#context));
    return Object.keys((schema && propertiesOf(this.#context.document, schema)) ?? {});
  }
}

/** The name of an operation: `GET /me`. */
export function nameOf({ method, template }: Pick<PinnedOperation, "method" | "template">): string {
  return `${method.toUpperCase()} ${template}`;
}

/** The operations of one path, by method. */
export function operationsOf(
  context: Omit<OperationContext, "method">,
  item: PathItem,
  place: Place,
): ReadonlyMap<Method, PinnedOperation> {
  const called = methods.filter((method) => item[method] !== undefined);
  return new Map(called.map((method) => [method, new PinnedOperation({ ...context, method }, place)]));
}
