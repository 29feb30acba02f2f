import { OvhConfigError } from "@ovh-typed/core";
import { tokenPaths } from "../auth/oauth2.js";
import type { Catalogue } from "../catalogue/catalogue.js";
import { parseTarget } from "../http/target.js";
import { randomNumbers } from "../random-numbers.js";
import { matchesWildcard } from "../wildcard.js";
import { type FaultRule, readRule } from "./fault.js";

/** A rule, and how often it may still strike. */
interface Waiting {
  readonly rule: FaultRule;
  left: number;
}

/** As many rules are kept. */
const mostRules = 1000;

/** The faults of a sandbox that have yet to strike. */
export class Faults {
  readonly #catalogue: Catalogue;
  #rules: Waiting[] = [];
  #random = randomNumbers(1);

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /**
   * Adds rules, one or several; of those that fit a request the first strikes.
   *
   * @throws {OvhConfigError} For what is no rule, and for a path that the pin does not have.
   */
  async add(rules: unknown): Promise<void> {
    const read = [rules].flat().map(readRule);
    for (const { path } of read) {
      if (path === undefined || tokenPaths.includes(path) || (await this.#catalogue.hasPath(path))) continue;
      throw new OvhConfigError(
        `There is no path ${JSON.stringify(path)} for a fault to strike, such as /vps/{serviceName}.`,
      );
    }
    if (this.#rules.length + read.length > mostRules)
      throw new OvhConfigError(`At most ${mostRules} fault rules are kept.`);
    this.#rules.push(...read.map((rule) => ({ rule, left: rule.count ?? Number.POSITIVE_INFINITY })));
  }

  /** The rules that may still strike, with how often they may. */
  get rules(): readonly FaultRule[] {
    return this.#rules.map(({ rule, left }) => (Number.isFinite(left) ? { ...rule, count: left } : rule));
  }

  /** Forgets every rule. */
  clear(): void {
    this.#rules = [];
    this.#random = randomNumbers(1);
  }

  /**
   * The fault that strikes a request, by the first rule that fits it.
   *
   * @param sent That of the request itself, as JSON: it goes before.
   * @throws {OvhConfigError} For a request's own that cannot be read.
   */
  async take(method: string, target: string, sent: string | undefined): Promise<FaultRule | undefined> {
    if (sent !== undefined) return readRule(parsed(sent));
    if (this.#rules.length === 0) return undefined;
    const paths = await this.#pathsOf(target);
    const struck = this.#rules.find(({ rule }) => {
      const { path, rate = 1 } = rule;
      const fits = rule.method === undefined || rule.method === method;
      const isAt = path === undefined || paths.some((one) => matchesWildcard(path, one));
      return fits && isAt && (rate === 1 || this.#random() < rate);
    });
    if (struck === undefined) return undefined;
    struck.left -= 1;
    if (struck.left <= 0) this.#rules = this.#rules.filter((one) => one !== struck);
    return struck.rule;
  }

  /** The names of what a request asks for: its path behind the version, and the template that this falls under. */
  async #pathsOf(target: string): Promise<readonly string[]> {
    const [path = ""] = target.split("?");
    const parsedTarget = parseTarget(target);
    if (parsedTarget === undefined) return [path];
    const operations = await this.#catalogue.operations(parsedTarget.version, parsedTarget.segments);
    const [operation] = operations?.values() ?? [];
    return [parsedTarget.rulePath, ...(operation ? [operation.template] : [])];
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new OvhConfigError(
      `X-Sandbox-Fault is ${JSON.stringify(text)}, and has to be JSON such as {"kind":"truncate"}.`,
    );
  }
}
