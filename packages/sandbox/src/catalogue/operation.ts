import { BodyCheck } from "../checking/body.js";
import { bodySchema, definitionOf, type OperationContext } from "../checking/operation-context.js";
import { ParameterCheck, type ParameterValues, type ReceivedParameters } from "../checking/parameters.js";
import { ResponseSample } from "../sampling/response.js";
import { type Method, methods, type PathItem } from "../schema/openapi.js";
import { propertiesOf } from "../schema/resolve.js";

/** An operation of the pin that can check what it is sent and sample what it answers; each is prepared when first used. */
export class PinnedOperation {
  readonly template: string;
  readonly method: Method;
  /** Whether it asks for a signature. */
  readonly authenticated: boolean;
  readonly #context: OperationContext;
  #parameters: ParameterCheck | undefined;
  #body: BodyCheck | undefined;
  #response: ResponseSample | undefined;

  constructor(context: OperationContext) {
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
  get response(): ResponseSample {
    return (this.#response ??= new ResponseSample(this.#context));
  }

  /** The names that a body may set; empty when it declares none. */
  get writable(): readonly string[] {
    const schema = bodySchema(definitionOf(this.#context.document, this.#context));
    return Object.keys((schema && propertiesOf(this.#context.document, schema)) ?? {});
  }
}

/** The operations of one path, by method. */
export function operationsOf(
  context: Omit<OperationContext, "method">,
  item: PathItem,
): ReadonlyMap<Method, PinnedOperation> {
  const called = methods.filter((method) => item[method] !== undefined);
  return new Map(called.map((method) => [method, new PinnedOperation({ ...context, method })]));
}
