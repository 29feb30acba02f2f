/**
 * A type as the dialect writes it:
 * `string`, `nichandle.Nichandle`, `long[]`, `map[string]iam.Tag[]`, `complexType.UnitAndValue<long>`,
 * and an alias, `coreTypes.AccountId:string`, whose right side is what travels.
 */
export type TypeExpression =
  | { readonly kind: "name"; readonly name: string; readonly arguments: readonly TypeExpression[] }
  | { readonly kind: "array"; readonly items: TypeExpression }
  | { readonly kind: "map"; readonly key: TypeExpression; readonly value: TypeExpression }
  | { readonly kind: "alias"; readonly alias: string; readonly wire: TypeExpression };

/** Deeper nesting than this is no type of OVH's (the deepest seen is 3) but an attack on the parser. */
const maximumDepth = 50;
const namePattern = /[A-Za-z_][\w.-]*/y;

/**
 * Reads a type expression.
 *
 * @throws {SyntaxError} When it is none; it names the text and the position.
 */
export function parseType(text: string): TypeExpression {
  let position = 0;

  const fail = (expected: string): never => {
    throw new SyntaxError(`${JSON.stringify(text)} is not a type: ${expected} expected at position ${position}`);
  };
  const take = (token: string): boolean => {
    if (!text.startsWith(token, position)) return false;
    position += token.length;
    return true;
  };
  const expect = (token: string): void => {
    if (!take(token)) fail(JSON.stringify(token));
  };
  const readName = (): string => {
    namePattern.lastIndex = position;
    const name = namePattern.exec(text)?.[0] ?? fail("a name");
    position += name.length;
    return name;
  };
  const read = (depth: number): TypeExpression => {
    if (depth > maximumDepth) fail(`fewer than ${maximumDepth} levels`);
    if (take("[]")) return { kind: "array", items: read(depth + 1) };
    let type: TypeExpression;
    if (take("map[")) {
      const key = read(depth + 1);
      expect("]");
      return { kind: "map", key, value: read(depth + 1) };
    }
    const name = readName();
    const typeArguments: TypeExpression[] = [];
    if (take("<")) {
      do typeArguments.push(read(depth + 1));
      while (take(","));
      expect(">");
    }
    type = { kind: "name", name, arguments: typeArguments };
    while (take("[]")) type = { kind: "array", items: type };
    return type;
  };

  const left = read(0);
  const type: TypeExpression = take(":") ? { kind: "alias", alias: text.slice(0, position - 1), wire: read(0) } : left;
  if (position < text.length) fail("the end");
  return type;
}

/** What keeps a text from being a type; undefined where it is one. */
export function typeProblem(text: string): string | undefined {
  try {
    parseType(text);
    return undefined;
  } catch (error) {
    return (error as SyntaxError).message;
  }
}

/** Writes a type expression back; the inverse of {@link parseType}. */
export function formatType(type: TypeExpression): string {
  switch (type.kind) {
    case "array":
      return type.items.kind === "map" || type.items.kind === "alias"
        ? `[]${formatType(type.items)}`
        : `${formatType(type.items)}[]`;
    case "map":
      return `map[${formatType(type.key)}]${formatType(type.value)}`;
    case "alias":
      return `${type.alias}:${formatType(type.wire)}`;
    case "name":
      return type.arguments.length === 0 ? type.name : `${type.name}<${type.arguments.map(formatType).join(",")}>`;
  }
}

/** Every name that a type mentions, its own first; of an alias, only what travels. */
export function namesIn(type: TypeExpression): string[] {
  switch (type.kind) {
    case "array":
      return namesIn(type.items);
    case "map":
      return [...namesIn(type.key), ...namesIn(type.value)];
    case "alias":
      return namesIn(type.wire);
    case "name":
      return [formatType(type), ...type.arguments.flatMap(namesIn)];
  }
}

/** Replaces type variables (`T`) by the types they stand for. */
export function substitute(type: TypeExpression, variables: ReadonlyMap<string, TypeExpression>): TypeExpression {
  if (variables.size === 0) return type;
  switch (type.kind) {
    case "array":
      return { kind: "array", items: substitute(type.items, variables) };
    case "map":
      return { kind: "map", key: substitute(type.key, variables), value: substitute(type.value, variables) };
    case "alias":
      return { ...type, wire: substitute(type.wire, variables) };
    case "name":
      return (
        variables.get(type.name) ?? {
          ...type,
          arguments: type.arguments.map((argument) => substitute(argument, variables)),
        }
      );
  }
}
