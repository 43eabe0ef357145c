import ts from 'typescript';
import type { CodeBase } from './code-base.js';

const CODE = /^(?:(?:src|test|migrations|bench)\/.*|[^/]+)\.(?:ts|mjs|cjs)$/;
const SUSPECT = /\beslint(?:-disable|\s)|@ts-(?:expect-error|ignore|nocheck)/;

/** Comments that silence a tool without telling why. */
export function suppressionsWithoutReason(code: CodeBase): string[] {
  return code.paths(CODE).flatMap((path) => {
    // Reading comments is slow, and most files have nothing to hide.
    if (!SUSPECT.test(code.text(path))) return [];
    return comments(code.tree(path))
      .filter(({ text }) => isUnexplained(text))
      .map(({ line, text }) => `${path}:${line}: ${text}`);
  });
}

function isUnexplained(comment: string): boolean {
  const text = comment.replace(/^\/[/*]+\s*/, '').replace(/\s*\*\/$/, '');
  // `/* eslint rule: off */` silences as well as `eslint-disable` does.
  if (/^eslint-disable/.test(text) || /^\/\*\s*eslint\s/.test(comment)) return !/\s--\s+\S{2,}/.test(text);
  const expected = /^@ts-expect-error[\s:-]*(.*)/s.exec(text);
  if (expected) return expected[1]!.trim().length < 10;
  return /^@ts-(?:ignore|nocheck)/.test(text);
}

function comments(tree: ts.SourceFile): { line: number; text: string }[] {
  const found = new Map<number, { line: number; text: string }>();
  const note = (pos: number, end: number): void => {
    found.set(pos, { line: tree.getLineAndCharacterOfPosition(pos).line + 1, text: tree.text.slice(pos, end) });
  };
  const visit = (node: ts.Node): void => {
    // Inside a token such as a template there are no comments, only text that may look like one.
    if (ts.isTokenKind(node.kind)) {
      ts.forEachLeadingCommentRange(tree.text, node.getFullStart(), note);
      ts.forEachTrailingCommentRange(tree.text, node.getEnd(), note);
    }
    node.getChildren(tree).forEach(visit);
  };
  visit(tree);
  return [...found.values()];
}
