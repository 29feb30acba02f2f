import ts from "typescript";
import { inPackage } from "../../src/package-folder.js";

/** A project as a user has it, for editors to open. */
export const projectFolder = inPackage("test/fixtures/project");

/** A file of the project. */
export function inProject(name: string): string {
  return inPackage(`test/fixtures/project/${name}`);
}

/** The sorted paths of each operation map of ovh-eu, as the compiler sees them: `GetOperations` → `/allDom`, … */
export function pathsByMap(): ReadonlyMap<string, readonly string[]> {
  const file = inProject("operation-maps.ts");
  const program = ts.createProgram([file], { module: ts.ModuleKind.NodeNext, types: [], noLib: true, noEmit: true });
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(file)!)!;
  return new Map(
    checker.getExportsOfModule(module).map((alias) => {
      const map = checker.getDeclaredTypeOfSymbol(checker.getAliasedSymbol(alias));
      const paths = map.getProperties().map(({ name }) => name);
      return [alias.name, paths.sort()];
    }),
  );
}
