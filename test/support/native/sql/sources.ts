import { join } from 'node:path';
import ts from 'typescript';

export const ROOT = join(import.meta.dirname, '../../../..');
const SRC = `${ROOT}/src/`;

/** Packages whose types rows are made of; the others would take half a minute to read, and say nothing here. */
const NEEDED = /^(node:|pg$|typeorm|zod$|luxon$)/;

/** The program of `src`, as the compiler sees it. */
export class Sources {
  readonly #symbols = new Map<ts.Node, ts.Symbol | undefined>();
  readonly #types = new Map<ts.Node, ts.Type>();

  constructor(
    readonly checker: ts.TypeChecker,
    readonly files: readonly ts.SourceFile[],
  ) {}

  /** What a name stands for. It is asked again in every run. */
  symbolAt(node: ts.Node): ts.Symbol | undefined {
    if (!this.#symbols.has(node)) this.#symbols.set(node, this.checker.getSymbolAtLocation(node));
    return this.#symbols.get(node);
  }

  typeAt(node: ts.Node): ts.Type {
    let type = this.#types.get(node);
    if (!type) this.#types.set(node, (type = this.checker.getTypeAtLocation(node)));
    return type;
  }

  /** The name of the type of an expression, such as `Database`. */
  typeName(node: ts.Node): string {
    return this.typeAt(node).symbol?.name ?? '';
  }
}

/** @param scratch further files by their path in `src`, which are on no disk: what is wrong in them must be seen */
export function readSources(scratch: Record<string, string> = {}): Sources {
  const { config } = ts.readConfigFile(`${ROOT}/tsconfig.json`, (path) => ts.sys.readFile(path));
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const own = fileNames.filter((path) => path.startsWith(SRC) && !path.endsWith('.spec.ts'));
  const added = new Map(Object.entries(scratch).map(([path, text]) => [SRC + path, text]));
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (path) => added.get(path) ?? readFile(path);
  host.fileExists = (path) => added.has(path) || fileExists(path);
  host.resolveModuleNameLiterals = (literals, containing) =>
    literals.map(({ text }) =>
      text.startsWith('.') || NEEDED.test(text) || !containing.startsWith(SRC)
        ? ts.resolveModuleName(text, containing, options, host, undefined, undefined, ts.ModuleKind.ESNext)
        : { resolvedModule: undefined },
    );
  const program = ts.createProgram([...own, ...added.keys()], { ...options, noEmit: true, types: ['node'] }, host);
  const files = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(SRC));
  return new Sources(program.getTypeChecker(), files);
}

export const isOurs = (node: ts.Node): boolean => node.getSourceFile().fileName.startsWith(SRC);

/** Where a node stands, such as `fleet/use-cases/fleet.queries.ts:69`. */
export function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${pathOf(node)}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}

export const pathOf = (node: ts.Node): string => node.getSourceFile().fileName.slice(SRC.length);

/** What an imported name stands for. */
export function resolved(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** The strings that a type allows, if it allows just some. */
export function literalsOf(checker: ts.TypeChecker, type: ts.Type): string[] {
  const whole = checker.getBaseConstraintOfType(type) ?? type;
  const parts = whole.isUnion() ? whole.types : [whole];
  const literals = parts.filter((part) => part.isStringLiteral());
  const others = parts.filter((part) => !(part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)));
  return literals.length === others.length ? literals.map(({ value }) => value) : [];
}

/** The outermost function around a node, or undefined where none is. */
export function outermostFunction(node: ts.Node): ts.FunctionLikeDeclaration | undefined {
  let found: ts.FunctionLikeDeclaration | undefined;
  for (let at: ts.Node = node; at; at = at.parent) if (isFunction(at)) found = at;
  return found;
}

export const isFunction = (node: ts.Node): node is ts.FunctionLikeDeclaration =>
  ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
