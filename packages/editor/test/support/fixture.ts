import ts from "typescript";
import { inPackage } from "../../src/package-folder.js";

/** A project as a user has it, for editors to open. */
export const projectFolder = inPackage("test/fixtures/project");

/** A file of the project. */
export function inProject(name: string): string {
  return inPackage(`test/fixtures/project/${name}`);
}

/** The paths of an operation map of ovh-eu, as the compiler sees them. */
export function pathsOf(map: "GetOperations" | "PostOperations" | "PutOperations" | "DeleteOperations"): string[] {
  const file = inProject("operation-maps.ts");
  const program = ts.createProgram([file], { module: ts.ModuleKind.NodeNext, types: [], noLib: true, noEmit: true });
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(file)!)!;
  const alias = checker.getExportsOfModule(module).find(({ name }) => name === map)!;
  return checker.getDeclaredTypeOfSymbol(checker.getAliasedSymbol(alias)).getProperties().map(({ name }) => name);
}
