import ts from 'typescript';
import { each, evaluate, propertyName } from './expressions.js';
import { memberOf } from './classes.js';
import { type Closure, type Fn, type Run, Scope } from './run.js';
import { PathEnds, Unknown, UnknownMany } from './unknown.js';

/** How a statement ends, where the next is not what follows. */
type End = { readonly kind: 'return'; readonly value: unknown } | { readonly kind: 'break' | 'continue' } | undefined;

/** A function of `src` as one that can be called. */
export function functionOf(run: Run, scope: Scope, declaration: ts.FunctionLikeDeclaration, self: unknown): Fn {
  const closure: Closure = { declaration, scope, self };
  const made: Fn = (...args) => {
    run.uncalled.delete(made);
    return invoke(run, closure, args);
  };
  run.closures.set(made, closure);
  if (run.sites.around.has(declaration)) run.uncalled.add(made);
  return made;
}

/** @param types what its type parameters are, as far as the call says */
export function invoke(run: Run, closure: Closure, args: readonly unknown[], types: readonly ts.Type[] = []): unknown {
  const { declaration, self } = closure;
  return run.within(declaration, () => {
    const scope = new Scope(closure.scope, self);
    declaration.typeParameters?.forEach((parameter, index) => {
      const symbol = run.sources.symbolAt(parameter.name);
      if (symbol && types[index]) scope.types.set(symbol, types[index]);
    });
    declaration.parameters.forEach((parameter, index) => {
      const given = parameter.dotDotDotToken ? args.slice(index) : args[index];
      bind(run, scope, parameter, given);
    });
    const { body } = declaration;
    if (!body) return undefined;
    if (!ts.isBlock(body)) return evaluate(run, scope, body);
    const end = executeAll(run, scope, body.statements);
    return end?.kind === 'return' ? end.value : undefined;
  });
}

type Binding = ts.ParameterDeclaration | ts.VariableDeclaration | ts.BindingElement;

/** Gives a name, or the names of a pattern, their values. */
export function bind(run: Run, scope: Scope, binding: Binding, given: unknown): void {
  const value = given === undefined && binding.initializer ? evaluate(run, scope, binding.initializer) : given;
  const { name } = binding;
  if (ts.isIdentifier(name)) {
    const symbol = run.sources.symbolAt(name);
    if (symbol) scope.values.set(symbol, value);
    return;
  }
  name.elements.forEach((element, index) => {
    if (ts.isOmittedExpression(element)) return;
    if (element.dotDotDotToken) {
      const rest = Array.isArray(value) ? value.slice(index) : restOf(run, value, element);
      return bind(run, scope, element, rest);
    }
    const key = ts.isArrayBindingPattern(name)
      ? String(index)
      : propertyName(run, scope, element.propertyName ?? (element.name as ts.Identifier));
    bind(run, scope, element, memberOf(run, value, key, element.name));
  });
}

/** The members that a pattern leaves over; that some are gone makes no text another. */
function restOf(run: Run, value: unknown, element: ts.BindingElement): unknown {
  if (value instanceof Unknown) return value;
  return typeof value === 'object' && value !== null ? { ...value } : new Unknown(element.name);
}

function executeAll(run: Run, scope: Scope, statements: readonly ts.Statement[]): End {
  for (const statement of statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name) {
      const symbol = run.sources.symbolAt(statement.name);
      if (symbol) scope.values.set(symbol, functionOf(run, scope, statement, scope.self));
    }
  }
  for (const statement of statements) {
    const end = execute(run, scope, statement);
    if (end) return end;
  }
  return undefined;
}

function execute(run: Run, scope: Scope, node: ts.Statement): End {
  run.step();
  if (ts.isBlock(node)) return executeAll(run, new Scope(scope, scope.self), node.statements);
  if (ts.isVariableStatement(node)) return declare(run, scope, node.declarationList);
  if (ts.isExpressionStatement(node)) {
    evaluate(run, scope, node.expression);
    return undefined;
  }
  if (ts.isIfStatement(node)) {
    // What throws hands over nothing.
    if (isThrowing(node.thenStatement)) {
      evaluate(run, scope, node.expression);
      return node.elseStatement && execute(run, scope, node.elseStatement);
    }
    const branch = run.isTrue(evaluate(run, scope, node.expression)) ? node.thenStatement : node.elseStatement;
    return branch && execute(run, scope, branch);
  }
  if (ts.isReturnStatement(node)) {
    return { kind: 'return', value: node.expression && evaluate(run, scope, node.expression) };
  }
  if (ts.isThrowStatement(node)) throw new PathEnds('thrown');
  if (ts.isBreakStatement(node)) return { kind: 'break' };
  if (ts.isContinueStatement(node)) return { kind: 'continue' };
  if (ts.isTryStatement(node)) return attempt(run, scope, node);
  if (ts.isSwitchStatement(node)) return choose(run, scope, node);
  return loop(run, scope, node);
}

function isThrowing(node: ts.Statement): boolean {
  return ts.isBlock(node) ? node.statements.some(isThrowing) : ts.isThrowStatement(node);
}

function declare(run: Run, scope: Scope, { declarations }: ts.VariableDeclarationList): End {
  for (const each of declarations) {
    bind(
      run,
      scope,
      { ...each, initializer: undefined } as ts.VariableDeclaration,
      each.initializer && evaluate(run, scope, each.initializer),
    );
  }
  return undefined;
}

/** Where its work fails, it goes on behind it; what it does then hands over SQL, too. */
function attempt(run: Run, scope: Scope, node: ts.TryStatement): End {
  let end: End;
  try {
    end = execute(run, scope, node.tryBlock);
  } catch (error) {
    if (!(error instanceof PathEnds) || !node.catchClause) throw error;
    const inner = new Scope(scope, scope.self);
    const caught = node.catchClause.variableDeclaration;
    if (caught) bind(run, inner, caught, new Unknown(caught.name));
    end = execute(run, inner, node.catchClause.block);
  }
  return (node.finallyBlock && execute(run, scope, node.finallyBlock)) ?? end;
}

function choose(run: Run, scope: Scope, node: ts.SwitchStatement): End {
  const value = run.known(evaluate(run, scope, node.expression));
  const { clauses } = node.caseBlock;
  const at =
    value instanceof Unknown
      ? run.choices.chooseFor(value, 'is case', clauses.length)
      : clauses.findIndex((clause) => ts.isDefaultClause(clause) || evaluate(run, scope, clause.expression) === value);
  for (const clause of at < 0 ? [] : clauses.slice(at)) {
    const end = executeAll(run, scope, clause.statements);
    if (end) return end.kind === 'break' ? undefined : end;
  }
  return undefined;
}

/** Twice is often enough: a text that grows with each turn has grown then. */
const TURNS = 2;

function loop(run: Run, scope: Scope, node: ts.Statement): End {
  if (ts.isForOfStatement(node)) return loopOver(run, scope, node);
  const inner = new Scope(scope, scope.self);
  if (ts.isForStatement(node)) {
    if (node.initializer && ts.isVariableDeclarationList(node.initializer)) declare(run, inner, node.initializer);
    for (let turn = 0; turn < TURNS; turn += 1) {
      if (node.condition && !run.isTrue(evaluate(run, inner, node.condition))) return undefined;
      const end = execute(run, inner, node.statement);
      if (end && end.kind !== 'continue') return end.kind === 'break' ? undefined : end;
      if (node.incrementor) evaluate(run, inner, node.incrementor);
    }
  } else if (ts.isWhileStatement(node) || ts.isDoStatement(node)) {
    evaluate(run, inner, node.expression);
    const end = execute(run, inner, node.statement);
    return end?.kind === 'return' ? end : undefined;
  }
  return undefined;
}

function loopOver(run: Run, scope: Scope, node: ts.ForOfStatement): End {
  const { initializer } = node;
  if (!ts.isVariableDeclarationList(initializer)) return undefined;
  const many = evaluate(run, scope, node.expression);
  const declared = initializer.declarations[0]!;
  for (const item of each(many) ?? [new Unknown(declared.name)]) {
    const inner = new Scope(scope, scope.self);
    bind(run, inner, declared, item instanceof UnknownMany ? new Unknown(declared.name) : item);
    const end = execute(run, inner, node.statement);
    if (end && end.kind !== 'continue') return end.kind === 'break' ? undefined : end;
  }
  return undefined;
}
