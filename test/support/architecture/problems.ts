import ts from 'typescript';
import { type CodeBase, memberName } from './code-base.js';

const LIST = 'docs/problems.md';
const SNAKE = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;

interface ErrorClass {
  path: string;
  name: string;
  parent: string | undefined;
  abstract: boolean;
  /** `null` where the class says nothing of a code, `undefined` where it is not written down as a string. */
  code: string | null | undefined;
}

/**
 * Domain errors without a stable code, and codes that docs/problems.md and the code do not both know.
 *
 * @param frameworkCodes codes of refusals that are no DomainError, because Nest makes them
 */
export function problemsOutOfStep(code: CodeBase, frameworkCodes: readonly string[]): string[] {
  const errors = domainErrors(code);
  const codes = new Set(frameworkCodes);
  const faults: string[] = [];
  for (const error of errors) {
    const own = codeOf(error, errors);
    if (own === null) {
      if (!error.abstract) faults.push(`${error.path}: ${error.name} has no code`);
    } else if (own === undefined || !SNAKE.test(own)) {
      faults.push(`${error.path}: the code of ${error.name} is not a string in snake_case`);
    } else {
      codes.add(own);
    }
  }
  const listed = listedCodes(code);
  if (codes.size > 0 && !code.has(LIST)) faults.push(`${LIST}: missing`);
  for (const each of [...codes].sort()) if (!listed.includes(each)) faults.push(`${LIST}: ${each} is not listed`);
  for (const each of new Set(listed)) {
    if (!codes.has(each)) faults.push(`${LIST}: ${each} does not exist`);
    if (listed.indexOf(each) !== listed.lastIndexOf(each)) faults.push(`${LIST}: ${each} is listed twice`);
  }
  return faults;
}

/** The codes that the list names: each is the first cell of a table row, in backticks. */
const listedCodes = (code: CodeBase): string[] =>
  [...code.text(LIST).matchAll(/^\|\s*`([^`]+)`\s*\|/gm)].map((match) => match[1]!);

/** Every class of `src` that is a DomainError, however far down. */
function domainErrors(code: CodeBase): ErrorClass[] {
  const all = code.sources().flatMap((path) => code.classes(path).map((found) => describe(path, found)));
  const names = new Set(['DomainError']);
  for (let before = 0; names.size > before;) {
    before = names.size;
    for (const { name, parent } of all) if (parent && names.has(parent)) names.add(name);
  }
  return all.filter(({ parent }) => parent && names.has(parent));
}

function describe(path: string, found: ts.ClassLikeDeclaration): ErrorClass {
  const heritage = found.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  const field = found.members.find((member) => memberName(member) === 'code');
  const value = field && ts.isPropertyDeclaration(field) ? field.initializer : undefined;
  const literal = value && ts.isAsExpression(value) ? value.expression : value;
  return {
    path,
    name: found.name?.text ?? '(no name)',
    parent: heritage?.types[0]?.expression.getText(),
    abstract: found.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword) ?? false,
    code: field ? (literal && ts.isStringLiteral(literal) ? literal.text : undefined) : null,
  };
}

function codeOf(error: ErrorClass, errors: readonly ErrorClass[]): string | null | undefined {
  if (error.code !== null) return error.code;
  const parent = errors.find(({ name }) => name === error.parent);
  return parent ? codeOf(parent, errors) : null;
}
