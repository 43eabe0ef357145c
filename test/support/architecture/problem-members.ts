import { join } from 'node:path';
import ts from 'typescript';

/** What the code puts into the problem document of one kind of refusal, beside what every problem has. */
export interface ThrownMembers {
  code: string;
  /** Members of at least one place that makes such a refusal. */
  some: Set<string>;
  /** Members of every such place. */
  every: Set<string>;
}

const PARAMETER = 'members';

/** Reads off the types of `src` which members each DomainError is made with, wherever one is made. */
export function thrownMembers(root: string): Map<string, ThrownMembers> {
  const config = ts.readConfigFile(join(root, 'tsconfig.build.json'), (path) => ts.sys.readFile(path));
  const { fileNames, options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const program = ts.createProgram(fileNames, { ...options, noEmit: true, incremental: false });
  const reader = new MembersReader(program.getTypeChecker());
  for (const file of program.getSourceFiles()) {
    if (!file.isDeclarationFile && !file.fileName.includes('/node_modules/')) reader.read(file);
  }
  return reader.found;
}

class MembersReader {
  readonly found = new Map<string, ThrownMembers>();

  constructor(private readonly checker: ts.TypeChecker) {}

  read(node: ts.Node): void {
    if (ts.isNewExpression(node)) this.#add(node);
    ts.forEachChild(node, (child) => this.read(child));
  }

  #add(made: ts.NewExpression): void {
    const declaration = this.checker.getTypeAtLocation(made).symbol?.valueDeclaration;
    if (!declaration || !ts.isClassLike(declaration) || !this.#isDomainError(declaration)) return;
    const code = this.#codeOf(made.expression);
    if (!code) return;
    const own = declaration.members.find(ts.isConstructorDeclaration);
    const told = [...this.#given(made, own), ...(own ? this.#passedOn(own) : [])];
    const always = new Set(told.filter(({ optional }) => !optional).map(({ name }) => name));
    const known = this.found.get(code) ?? { code, some: new Set(), every: always };
    for (const { name } of told) known.some.add(name);
    this.found.set(code, { ...known, every: new Set([...known.every].filter((name) => always.has(name))) });
  }

  #isDomainError(declaration: ts.ClassLikeDeclaration): boolean {
    if (declaration.name?.text === 'DomainError') return true;
    const [parent] =
      declaration.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types ?? [];
    const above = parent && this.checker.getTypeAtLocation(parent).symbol?.valueDeclaration;
    return above !== undefined && ts.isClassLike(above) && this.#isDomainError(above);
  }

  #codeOf(made: ts.Expression): string | undefined {
    const code = this.checker.getTypeAtLocation(made).getProperty('code');
    const type = code && this.checker.getTypeOfSymbolAtLocation(code, made);
    return type?.isStringLiteral() ? type.value : undefined;
  }

  /** What is given where it is made; where nothing is, what the constructor takes instead. */
  #given(made: ts.NewExpression, own: ts.ConstructorDeclaration | undefined): Member[] {
    const parameters = this.checker.getResolvedSignature(made)?.parameters ?? [];
    const at = parameters.findIndex(({ name }) => name === PARAMETER);
    const argument = at < 0 ? undefined : made.arguments?.[at];
    const isLeftOut = !argument || (ts.isIdentifier(argument) && argument.text === 'undefined');
    const standard = own?.parameters.find(({ name }) => name.getText() === PARAMETER)?.initializer;
    const given = isLeftOut ? standard : argument;
    return given ? this.#membersOf(given) : [];
  }

  /** What the constructor itself hands to that of DomainError. */
  #passedOn(own: ts.ConstructorDeclaration): Member[] {
    const calls: ts.CallExpression[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword) calls.push(node);
      ts.forEachChild(node, visit);
    };
    visit(own);
    return calls.flatMap(({ arguments: [, members] }) => (members ? this.#membersOf(members) : []));
  }

  #membersOf(expression: ts.Expression): Member[] {
    const type = this.checker.getTypeAtLocation(expression);
    return type.getProperties().map((property) => ({
      name: property.name,
      optional: (property.flags & ts.SymbolFlags.Optional) !== 0,
    }));
  }
}

interface Member {
  name: string;
  optional: boolean;
}
