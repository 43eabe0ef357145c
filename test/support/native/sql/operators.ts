import ts from 'typescript';
import { evaluate } from './expressions.js';
import type { Run, Scope } from './run.js';
import { Instance, PathEnds, Unknown } from './unknown.js';

export function unary(run: Run, scope: Scope, node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression): unknown {
  const value = evaluate(run, scope, node.operand);
  if (node.operator === ts.SyntaxKind.ExclamationToken) return !run.isTrue(value);
  if (value instanceof Unknown) return new Unknown(node);
  if (node.operator === ts.SyntaxKind.MinusToken) return -Number(value);
  if (node.operator !== ts.SyntaxKind.PlusPlusToken && node.operator !== ts.SyntaxKind.MinusMinusToken) return value;
  const after = Number(value) + (node.operator === ts.SyntaxKind.PlusPlusToken ? 1 : -1);
  assign(run, scope, node.operand, after);
  return ts.isPrefixUnaryExpression(node) ? after : value;
}

export function binary(run: Run, scope: Scope, node: ts.BinaryExpression): unknown {
  const kind = node.operatorToken.kind;
  const left = () => evaluate(run, scope, node.left);
  const right = () => evaluate(run, scope, node.right);
  if (kind === ts.SyntaxKind.EqualsToken) return assign(run, scope, node.left, right());
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return either(run, left(), right, false);
  if (kind === ts.SyntaxKind.BarBarToken) return either(run, left(), right, true);
  if (kind === ts.SyntaxKind.QuestionQuestionToken) return orElse(run, left(), right);
  if (kind === ts.SyntaxKind.QuestionQuestionEqualsToken)
    return assign(run, scope, node.left, orElse(run, left(), right));
  if (kind === ts.SyntaxKind.PlusEqualsToken) return assign(run, scope, node.left, sum(run, node, left(), right()));
  if (kind === ts.SyntaxKind.PlusToken) return sum(run, node, left(), right());
  if (kind === ts.SyntaxKind.EqualsEqualsEqualsToken) return isSame(run, node, left(), right());
  if (kind === ts.SyntaxKind.ExclamationEqualsEqualsToken) return !isSame(run, node, left(), right());
  return arithmetic(kind, left(), right()) ?? new Unknown(node);
}

function either(run: Run, left: unknown, right: () => unknown, isOr: boolean): unknown {
  return run.isTrue(left) === isOr ? left : right();
}

/** A value that may be missing stays unknown where what stands in for it is nothing either. */
function orElse(run: Run, left: unknown, right: () => unknown): unknown {
  if (!(left instanceof Unknown)) return left ?? right();
  const instead = right();
  return instead === null || instead === undefined || run.isTrue(left) ? left : instead;
}

function sum(run: Run, node: ts.BinaryExpression, left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  if (typeof left === 'string' || typeof right === 'string') return run.text(left, node) + run.text(right, node);
  return new Unknown(node);
}

function isSame(run: Run, node: ts.Node, left: unknown, right: unknown): boolean {
  const [one, other] = [run.known(left), run.known(right)];
  if (!(one instanceof Unknown) && !(other instanceof Unknown)) return one === other;
  const [unknown, known] = one instanceof Unknown ? [one, other] : [other, one];
  if (known === undefined || known === null) return run.mayBeNothing(unknown as Unknown) && !run.isTrue(unknown);
  const same = run.choices.chooseFor(unknown, node.getText(), 2) === 0;
  if (!same) (unknown as Unknown).excluded.add(known);
  return same;
}

function arithmetic(kind: ts.SyntaxKind, left: unknown, right: unknown): unknown {
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  if (kind === ts.SyntaxKind.MinusToken) return left - right;
  if (kind === ts.SyntaxKind.AsteriskToken) return left * right;
  if (kind === ts.SyntaxKind.SlashToken) return left / right;
  if (kind === ts.SyntaxKind.LessThanToken) return left < right;
  if (kind === ts.SyntaxKind.LessThanEqualsToken) return left <= right;
  if (kind === ts.SyntaxKind.GreaterThanToken) return left > right;
  return kind === ts.SyntaxKind.GreaterThanEqualsToken ? left >= right : undefined;
}

function assign(run: Run, scope: Scope, to: ts.Expression, value: unknown): unknown {
  if (ts.isIdentifier(to)) {
    const symbol = run.sources.symbolAt(to);
    if (symbol) (scope.holding(symbol) ?? scope).values.set(symbol, value);
  } else if (ts.isPropertyAccessExpression(to)) {
    const of = evaluate(run, scope, to.expression);
    if (of instanceof Instance) of.fields.set(to.name.text, value);
    else if (!(of instanceof Unknown) && typeof of === 'object' && of !== null)
      Object.assign(of, { [to.name.text]: value });
    else if (of === undefined || of === null) throw new PathEnds('a member of nothing');
  }
  return value;
}
