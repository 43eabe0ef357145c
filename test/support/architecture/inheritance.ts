import ts from 'typescript';
import type { CodeBase } from './code-base.js';

const DOMAIN = /^src\/[^/]+\/domain\//;

/** Classes of `domain/` that one other class extends, and nothing else: one thing cut in two, which is read as one. */
export function classesCutInTwo(code: CodeBase): string[] {
  const classes = code
    .sources()
    .filter((path) => DOMAIN.test(path) && !path.startsWith('src/platform/'))
    .flatMap((path) => code.classes(path).map((declared) => ({ path, declared })));
  return classes.flatMap(({ path, declared }) => {
    const name = declared.name?.text;
    const heirs = classes.filter(({ declared: other }) => name !== undefined && extended(other) === name);
    return heirs.length === 1 ? [`${path}: ${name} is extended by ${heirs[0]!.declared.name?.text} only`] : [];
  });
}

function extended({ heritageClauses }: ts.ClassLikeDeclaration): string | undefined {
  const clause = heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  return clause?.types[0]?.expression.getText();
}
