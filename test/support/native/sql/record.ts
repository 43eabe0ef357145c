import ts from 'typescript';
import { typesOf } from './calls.js';
import type { Run, Scope } from './run.js';
import type { Site } from './sites.js';
import { Instance, UnknownMany } from './unknown.js';

/** Notes what a call hands over. */
export function recordCall(run: Run, scope: Scope, site: Site, args: readonly unknown[]): void {
  const call = site.node as ts.CallExpression;
  if (site.kind === 'due') {
    run.handed.push({ site, text: `SELECT ${run.text(args[3], call)} AS due`, values: [], row: undefined });
  } else if (site.kind === 'condition') {
    const [type, condition, values] = args;
    const entity = type instanceof Instance ? (type.declaration.name?.text ?? '') : '';
    const text = run.text(condition, call);
    run.handed.push({ site, text, values: listed(values), row: undefined, entity });
  } else {
    const [text, values = []] = args;
    const row = site.isTyped ? rowOf(run, scope, call) : undefined;
    run.handed.push({ site, text: run.text(text, call.arguments[0] ?? call), values: listed(values), row });
  }
}

/** Notes a statement that is made as an object. */
export function recordObject(run: Run, site: Site, { text, values }: Record<string, unknown>): void {
  run.handed.push({ site, text: run.text(text, site.node), values: listed(values), row: undefined });
}

function listed(values: unknown): readonly unknown[] | undefined {
  if (!Array.isArray(values) || values.some((value) => value instanceof UnknownMany)) return undefined;
  return values as unknown[];
}

/** The type of its rows, as the call names it or as what it is returned as says. */
function rowOf(run: Run, scope: Scope, call: ts.CallExpression): ts.Type | undefined {
  const [given] = typesOf(run, scope, call);
  if (given) return given;
  const signature = run.checker.getResolvedSignature(call);
  const [answer] = signature ? run.checker.getTypeArguments(signature.getReturnType() as ts.TypeReference) : [];
  if (!answer) return undefined;
  const whole = run.checker.getNonNullableType(answer);
  const element = run.checker.isArrayType(whole) ? run.checker.getTypeArguments(whole as ts.TypeReference)[0] : whole;
  return element && ((element.symbol && scope.type(element.symbol)) ?? element);
}
