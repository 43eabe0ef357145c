import ts from 'typescript';
import { call } from './calls.js';
import { classOf, makeInstance, memberOf } from './classes.js';
import { binary, unary } from './operators.js';
import { type Run, Scope } from './run.js';
import { isOurs, resolved } from './sources.js';
import { recordObject } from './record.js';
import { functionOf } from './statements.js';
import { Instance, PathEnds, Unknown, UnknownMany } from './unknown.js';

const GLOBALS: Record<string, unknown> = {
  Infinity,
  NaN,
  Object,
  Array,
  String,
  Number,
  Boolean,
  Math,
  JSON,
  Set,
  Map,
};

/** What an expression is, as far as the source alone tells. */
export function evaluate(run: Run, scope: Scope, node: ts.Expression): unknown {
  run.step();
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text.replaceAll('_', ''));
  if (ts.isTemplateExpression(node)) return template(run, scope, node);
  if (ts.isIdentifier(node)) return identifier(run, scope, node);
  if (ts.isPropertyAccessExpression(node)) return property(run, scope, node);
  if (ts.isElementAccessExpression(node)) return element(run, scope, node);
  if (ts.isCallExpression(node)) return call(run, scope, node);
  if (ts.isNewExpression(node)) return construct(run, scope, node);
  if (ts.isConditionalExpression(node)) {
    return evaluate(run, scope, run.isTrue(evaluate(run, scope, node.condition)) ? node.whenTrue : node.whenFalse);
  }
  if (ts.isBinaryExpression(node)) return binary(run, scope, node);
  if (ts.isArrayLiteralExpression(node)) return items(run, scope, node.elements);
  if (ts.isObjectLiteralExpression(node)) return object(run, scope, node);
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return functionOf(run, scope, node, scope.self);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return unary(run, scope, node);
  if (ts.isAwaitExpression(node)) {
    const promised = evaluate(run, scope, node.expression);
    return promised instanceof Unknown ? promised.member('awaited', node) : promised;
  }
  if (isWrapping(node)) return evaluate(run, scope, node.expression);
  if (ts.isYieldExpression(node)) {
    if (node.expression) evaluate(run, scope, node.expression);
    return new Unknown(node);
  }
  if (ts.isVoidExpression(node)) {
    evaluate(run, scope, node.expression);
    return undefined;
  }
  return keyword(scope, node);
}

/** `as`, `satisfies`, `!` and parentheses: none changes what the text is. */
function isWrapping(node: ts.Node) {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node)
  );
}

function keyword(scope: Scope, node: ts.Expression): unknown {
  if (node.kind === ts.SyntaxKind.ThisKeyword) return scope.self ?? new Unknown(node);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (node.kind === ts.SyntaxKind.NullKeyword) return null;
  if (ts.isRegularExpressionLiteral(node)) {
    const end = node.text.lastIndexOf('/');
    return new RegExp(node.text.slice(1, end), node.text.slice(end + 1));
  }
  return new Unknown(node);
}

function template(run: Run, scope: Scope, node: ts.TemplateExpression): string {
  const parts = node.templateSpans.map(
    ({ expression, literal }) => run.text(evaluate(run, scope, expression), expression) + literal.text,
  );
  return node.head.text + parts.join('');
}

function identifier(run: Run, scope: Scope, node: ts.Identifier): unknown {
  if (node.text === 'undefined') return undefined;
  const symbol = run.sources.symbolAt(node);
  return symbol ? named(run, scope, symbol, node) : new Unknown(node);
}

/** What a name stands for: in the scope, in its module, or in the language. */
export function named(run: Run, scope: Scope, symbol: ts.Symbol, node: ts.Node): unknown {
  const holder = scope.holding(symbol);
  if (holder) return holder.values.get(symbol);
  const meant = resolved(run.checker, symbol);
  if (run.modules.has(meant)) return run.modules.get(meant);
  const declaration = meant.valueDeclaration;
  if (!declaration) return new Unknown(node);
  if (!isOurs(declaration)) {
    return node.getText() in GLOBALS ? GLOBALS[node.getText()] : new Unknown(node);
  }
  const value = declared(run, declaration) ?? new Unknown(node);
  run.modules.set(meant, value);
  return value;
}

function declared(run: Run, declaration: ts.Declaration): unknown {
  const module = new Scope(undefined, undefined);
  if (ts.isVariableDeclaration(declaration) && declaration.initializer) {
    return evaluate(run, module, declaration.initializer);
  }
  if (ts.isFunctionDeclaration(declaration)) return functionOf(run, module, declaration, undefined);
  if (ts.isClassLike(declaration)) return classOf(run, declaration);
  return undefined;
}

function property(run: Run, scope: Scope, node: ts.PropertyAccessExpression): unknown {
  const symbol = run.sources.symbolAt(node.expression);
  if (symbol && resolved(run.checker, symbol).flags & ts.SymbolFlags.ValueModule) {
    const member = run.sources.symbolAt(node.name);
    return member ? named(run, scope, member, node) : new Unknown(node);
  }
  const of = evaluate(run, scope, node.expression);
  if (node.questionDotToken && (of === undefined || of === null)) return undefined;
  return memberOf(run, of, node.name.text, node);
}

function element(run: Run, scope: Scope, node: ts.ElementAccessExpression): unknown {
  const of = evaluate(run, scope, node.expression);
  const key = run.known(evaluate(run, scope, node.argumentExpression));
  if (!(key instanceof Unknown)) return memberOf(run, of, String(key), node);
  if (of instanceof Unknown) return new Unknown(node);
  if (typeof of !== 'object' || of === null || of instanceof Instance) return new Unknown(node);
  const keys = Object.keys(of);
  if (keys.length === 0) return new Unknown(node);
  return memberOf(run, of, keys[run.choices.chooseFor(key, 'is key', keys.length)]!, node);
}

function construct(run: Run, scope: Scope, node: ts.NewExpression): unknown {
  const made = evaluate(run, scope, node.expression);
  const args = items(run, scope, node.arguments ?? []);
  if (made === Set || made === Map)
    return args.some((arg) => arg instanceof Unknown)
      ? new Unknown(node)
      : Reflect.construct(made as SetConstructor, args);
  return made instanceof Instance ? makeInstance(run, made.declaration, args) : new Unknown(node);
}

/** The elements of an array, or arguments. */
export function items(run: Run, scope: Scope, nodes: readonly ts.Expression[]): unknown[] {
  return nodes.flatMap((node) => {
    if (!ts.isSpreadElement(node)) return [evaluate(run, scope, node)];
    const many = evaluate(run, scope, node.expression);
    if (many instanceof Unknown && run.hasFewElements(many)) return [run.elementOf(many)];
    return each(many) ?? [new UnknownMany(node.expression)];
  });
}

/** The elements of what can be walked through, where they are known. */
export function each(many: unknown): unknown[] | undefined {
  if (many === undefined || many === null) throw new PathEnds('elements of nothing');
  return Symbol.iterator in Object(many) ? [...(many as Iterable<unknown>)] : undefined;
}

function object(run: Run, scope: Scope, node: ts.ObjectLiteralExpression): unknown {
  const made: Record<string, unknown> = {};
  for (const member of node.properties) {
    if (ts.isSpreadAssignment(member)) {
      const many = evaluate(run, scope, member.expression);
      if (many instanceof Unknown) run.open.set(made, many);
      else Object.assign(made, many);
      continue;
    }
    const name = propertyName(run, scope, member.name);
    if (ts.isPropertyAssignment(member)) made[name] = evaluate(run, scope, member.initializer);
    else if (ts.isShorthandPropertyAssignment(member)) {
      const symbol = run.checker.getShorthandAssignmentValueSymbol(member);
      made[name] = symbol ? named(run, scope, symbol, member.name) : new Unknown(member);
    } else made[name] = functionOf(run, scope, member, made);
  }
  const site = run.sites.get(node);
  if (site) recordObject(run, site, made);
  return made;
}

export function propertyName(run: Run, scope: Scope, name: ts.PropertyName): string {
  return ts.isComputedPropertyName(name) ? run.text(evaluate(run, scope, name.expression), name) : name.text;
}
