import ts from 'typescript';
import { memberOf } from './classes.js';
import { evaluate, items } from './expressions.js';
import { recordCall } from './record.js';
import { type Fn, type Run, Scope } from './run.js';
import { isOurs } from './sources.js';
import { invoke } from './statements.js';
import { Instance, Unknown, UnknownMany } from './unknown.js';

/** What a call gives back; where SQL is handed over, it is recorded. */
export function call(run: Run, scope: Scope, node: ts.CallExpression): unknown {
  const site = run.sites.get(node);
  if (site) {
    recordCall(run, scope, site, items(run, scope, node.arguments));
    return new Unknown(node);
  }
  return ts.isPropertyAccessExpression(node.expression)
    ? callMember(run, scope, node, node.expression)
    : callValue(run, scope, node, evaluate(run, scope, node.expression), items(run, scope, node.arguments));
}

function callValue(
  run: Run,
  scope: Scope,
  node: ts.CallExpression,
  called: unknown,
  args: readonly unknown[],
): unknown {
  if (typeof called !== 'function') return passedOn(run, args, new Unknown(node));
  const closure = run.closures.get(called as Fn);
  if (closure) {
    const answer = invoke(run, closure, args, typesOf(run, scope, node));
    // Of what the function makes of a type parameter, its caller knows more.
    if (answer instanceof Unknown && !args.includes(answer)) answer.type ??= run.sources.typeAt(node);
    return answer;
  }
  return native(run, node, called as Fn, undefined, args);
}

/** The types that a call gives for type parameters, by what those of its own function are. */
export function typesOf(
  run: Run,
  scope: Scope,
  { typeArguments = [] }: { typeArguments?: readonly ts.TypeNode[] | undefined },
): ts.Type[] {
  return typeArguments.map((argument) => {
    const type = run.checker.getTypeFromTypeNode(argument);
    return (type.symbol && scope.type(type.symbol)) ?? type;
  });
}

function callMember(run: Run, scope: Scope, node: ts.CallExpression, callee: ts.PropertyAccessExpression): unknown {
  const name = callee.name.text;
  const namespaced = run.sources.symbolAt(callee.expression);
  const isNamespace = namespaced && namespaced.declarations?.some(ts.isNamespaceImport);
  const of = isNamespace ? undefined : evaluate(run, scope, callee.expression);
  const args = items(run, scope, node.arguments);
  if (isNamespace) return callValue(run, scope, node, evaluate(run, scope, callee), args);
  if (callee.questionDotToken && (of === undefined || of === null)) return undefined;
  if (of instanceof Unknown) return callOfUnknown(run, scope, node, callee, of, args);
  if (of instanceof Instance) return callValue(run, scope, node, memberOf(run, of, name, callee), args);
  const called = memberOf(run, of, name, callee);
  if (typeof called !== 'function' || run.closures.has(called as Fn)) return callValue(run, scope, node, called, args);
  if (name === 'join' && Array.isArray(of))
    return of.map((item) => run.text(item, callee)).join(String(args[0] ?? ','));
  return native(run, node, called as Fn, of, args);
}

/** A function of the language. What it is to know and does not, it does not tell. */
function native(run: Run, node: ts.CallExpression, called: Fn, of: unknown, args: readonly unknown[]): unknown {
  const isUnknown = args.some((arg) => arg instanceof Unknown);
  const keeps = Array.isArray(of) && ['push', 'unshift', 'concat'].includes(called.name);
  if ((isUnknown && !keeps) || (Array.isArray(of) && of.some((item) => item instanceof UnknownMany) && !keeps)) {
    return passedOn(run, args, new Unknown(node));
  }
  // What is made of a whole object may hold what is not known.
  if (called === JSON.stringify) return new Unknown(node);
  return Reflect.apply(called, of, args);
}

/** Functions that are passed on are called by somebody, once. */
function passedOn(run: Run, args: readonly unknown[], answer: Unknown): Unknown {
  for (const arg of args) if (typeof arg === 'function') callWithUnknowns(run, arg as Fn);
  return answer;
}

function callOfUnknown(
  run: Run,
  scope: Scope,
  node: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  of: Unknown,
  args: readonly unknown[],
): unknown {
  const name = callee.name.text;
  if (name === 'filter' && run.sources.typeName(callee.expression) === 'Actor') return ruleOf(run, node, args);
  if (name === 'map' && run.isArray(of) && typeof args[0] === 'function') {
    return Array.from({ length: run.lengthOf(of) }, (_, index) => (args[0] as Fn)(run.elementOf(of, index), index));
  }
  const method = makesText(run, node) ? methodOf(run, callee) : undefined;
  if (method) {
    const self = new Instance(method.parent as ts.ClassLikeDeclaration);
    return invoke(
      run,
      { declaration: method, scope: new Scope(undefined, self), self },
      args,
      typesOf(run, scope, node),
    );
  }
  const answers = args.filter((arg) => typeof arg === 'function').map((arg) => callWithUnknowns(run, arg as Fn));
  const isWork = name === 'run' && run.sources.typeName(callee.expression) === 'UnitOfWork';
  return isWork && answers.length > 0 ? answers[0] : new Unknown(node);
}

function callWithUnknowns(run: Run, called: Fn): unknown {
  const closure = run.closures.get(called);
  return closure && called(...unknownsFor(closure.declaration));
}

/** Arguments of which nothing is known, for whoever calls a function that others call. */
export const unknownsFor = ({ parameters }: ts.FunctionLikeDeclaration): Unknown[] =>
  parameters.map(({ name, dotDotDotToken }) => (dotDotDotToken ? new UnknownMany(name) : new Unknown(name)));

/** Whether a call answers with a text, or with a condition and its values. */
function makesText({ sources }: Run, node: ts.CallExpression): boolean {
  const type = sources.typeAt(node);
  return Boolean(type.flags & ts.TypeFlags.String) || type.getProperty('sql') !== undefined;
}

function methodOf(run: Run, callee: ts.PropertyAccessExpression): ts.MethodDeclaration | undefined {
  const declaration = run.sources.symbolAt(callee.name)?.valueDeclaration;
  return declaration && isOurs(declaration) && ts.isMethodDeclaration(declaration) && declaration.body
    ? declaration
    : undefined;
}

/** `Actor.filter`, for an actor who may see everything, or what some rule of every column opens. */
function ruleOf(run: Run, node: ts.CallExpression, [action, subject, columns, first]: readonly unknown[]): unknown {
  if (columns instanceof Unknown || typeof first !== 'number')
    return { sql: new Unknown(node), values: new UnknownMany(node) };
  const expressions = Object.values(columns as Record<string, string | { array: string }>);
  const isEverything = run.choices.chooseFor(ruleOf, `${String(action)} ${String(subject)}`, 2) === 1;
  if (expressions.length === 0 || isEverything) return { sql: 'TRUE', values: [] };
  const opened = expressions.map((column) =>
    typeof column === 'string' ? `${column} IS NULL` : `${column.array} && '{}'::uuid[]`,
  );
  return { sql: `($${first}::uuid IS NULL OR ${opened.join(' OR ')})`, values: [null] };
}
