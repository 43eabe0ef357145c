import ts from 'typescript';
import { evaluate } from './expressions.js';
import { type Run, Scope } from './run.js';
import { resolved } from './sources.js';
import { functionOf, invoke } from './statements.js';
import { Instance, PathEnds, Unknown } from './unknown.js';

/** A class as a value: an instance of it without fields, of which others are made. */
export const classOf = (run: Run, declaration: ts.ClassLikeDeclaration): Instance => {
  const made = new Instance(declaration);
  for (const member of declaration.members) {
    const isStatic =
      ts.canHaveModifiers(member) && ts.getModifiers(member)?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
    if (isStatic && ts.isPropertyDeclaration(member) && member.initializer) {
      made.fields.set(member.name.getText(), evaluate(run, new Scope(undefined, made), member.initializer));
    }
  }
  return made;
};

export function makeInstance(run: Run, declaration: ts.ClassLikeDeclaration, args: readonly unknown[]): Instance {
  const made = new Instance(declaration, true);
  const builder = declaration.members.find((member) => ts.isConstructorDeclaration(member) && member.body);
  if (!builder || !ts.isConstructorDeclaration(builder)) return made;
  builder.parameters.forEach((parameter, index) => {
    if (ts.isParameterPropertyDeclaration(parameter, builder)) made.fields.set(parameter.name.getText(), args[index]);
  });
  invoke(run, { declaration: builder, scope: new Scope(undefined, made), self: made }, args);
  return made;
}

/** What `of.name` is. */
export function memberOf(run: Run, of: unknown, name: string, node: ts.Node): unknown {
  if (of instanceof Unknown) return of.member(name, node);
  if (of instanceof Instance) return memberOfInstance(run, of, name, node);
  if (of === undefined || of === null) throw new PathEnds(`${name} of nothing`);
  const value = (of as Record<string, unknown>)[name];
  if (value !== undefined || typeof of !== 'object' || name in of) return value;
  return run.open.get(of)?.member(name, node);
}

function memberOfInstance(run: Run, of: Instance, name: string, node: ts.Node): unknown {
  if (of.fields.has(name)) return of.fields.get(name);
  const member = findMember(run, of.declaration, name);
  if (member && ts.isMethodDeclaration(member) && member.body)
    return functionOf(run, new Scope(undefined, of), member, of);
  if (member && ts.isGetAccessorDeclaration(member) && member.body) {
    return invoke(run, { declaration: member, scope: new Scope(undefined, of), self: of }, []);
  }
  const first = member && ts.isPropertyDeclaration(member) ? member.initializer : undefined;
  // A list that began empty is filled by somebody else.
  const isKnown = first && (of.isNew || !ts.isArrayLiteralExpression(first));
  const value = isKnown ? evaluate(run, new Scope(undefined, of), first) : new Unknown(node);
  of.fields.set(name, value);
  return value;
}

function findMember(run: Run, declaration: ts.ClassLikeDeclaration, name: string): ts.ClassElement | undefined {
  const own = declaration.members.find((member) => member.name?.getText() === name);
  if (own) return own;
  const base = declaration.heritageClauses?.[0]?.types[0];
  const symbol = base && run.sources.symbolAt(base.expression);
  const above = symbol && resolved(run.checker, symbol).valueDeclaration;
  return above && ts.isClassLike(above) && above !== declaration ? findMember(run, above, name) : undefined;
}
