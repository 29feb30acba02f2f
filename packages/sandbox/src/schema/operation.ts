import { BodyCheck } from "./body.js";
import { type Method, methods, type PathItem } from "./openapi.js";
import { ParameterCheck, type ParameterValues, type ReceivedParameters } from "./parameters.js";
import { bodySchema, type Place } from "./place.js";
import { propertiesOf } from "./resolve.js";
import { ResponseSample } from "./response.js";

/** An operation of the pin that can check what it is sent and sample what it answers; each is prepared when first used. */
export class PinnedOperation {
  readonly template: string;
  readonly method: Method;
  /** Whether it asks for a signature. */
  readonly authenticated: boolean;
  readonly #place: Place;
  #parameters: ParameterCheck | undefined;
  #body: BodyCheck | undefined;
  #response: ResponseSample | undefined;

  constructor(place: Place) {
    this.template = place.template;
    this.method = place.method;
    this.authenticated = place.definition.security?.length !== 0;
    this.#place = place;
  }

  /** The values of path, query and headers in their declared types. @throws Refusal 400 that names what is wrong */
  parameters(received: ReceivedParameters): ParameterValues {
    return (this.#parameters ??= new ParameterCheck(this.#place)).check(received);
  }

  /** The parsed body. @throws Refusal 400 that names what is wrong */
  body(text: string): unknown {
    return (this.#body ??= new BodyCheck(this.#place)).check(text);
  }

  /** What it answers when nothing better is known. */
  get response(): ResponseSample {
    return (this.#response ??= new ResponseSample(this.#place));
  }

  /** The names that a body may set; empty when it declares none. */
  get writable(): readonly string[] {
    const schema = bodySchema(this.#place.definition);
    return Object.keys((schema && propertiesOf(this.#place.document, schema)) ?? {});
  }
}

/** The operations of one path, by method. */
export function operationsOf(
  place: Omit<Place, "method" | "definition">,
  item: PathItem,
): ReadonlyMap<Method, PinnedOperation> {
  return new Map(
    methods.flatMap((method) => {
      const definition = item[method];
      return definition ? [[method, new PinnedOperation({ ...place, method, definition })]] : [];
    }),
  );
}
