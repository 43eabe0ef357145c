import { posix } from 'node:path';
import ts from 'typescript';
import { type CodeBase, memberName, nodes } from './code-base.js';

const OWN = 'what belongs to the reader';
const WHOLE = 'only those get here who hold the permission for the whole organisation';

/** Lists that need no filter, and why. */
export const UNFILTERED: Readonly<Record<string, string>> = {
  'AgreementQueries.list': 'everybody who is signed in may read the agreement',
  'ClientQueries.list': WHOLE,
  'Consents.list': OWN,
  'DelegateQueue.candidates': 'approvers of the branches in which the reader is one',
  'DelegationQueries.list': OWN,
  'FirstStepQueries.missing': 'answers no rows, but what the organisation still has to set up',
  'FlowQueries.list': WHOLE,
  'OwnSessions.page': OWN,
  'PasskeyQueries.passkeys': OWN,
  'PolicyQueries.list': WHOLE,
  'ReasonQueries.list': 'those who book choose from them',
  'UserViews.page': 'adds to a list that was read',
  'WaitingQueries.inLine': 'nobody reads it: the waiting list is served in this order',
  'WaitingQueries.mine': OWN,
};

/** The calls that ask what the reader may see: a condition for rows, or a check of the row that a list is about. */
const ASKING: Readonly<Record<string, readonly string[]>> = {
  actor: ['filter', 'ensure'],
  powers: ['decidable', 'seen'],
};
/** It is asked for the names that rows mention, and not for the rows. */
const NAMES = 'ReadableNameQueries';
/** The type of an answer that is a list. */
const LIST = /\b(?:Page|AsyncGenerator)</;
/** A list where the method takes an actor. Without one it may be what one use case asks another. */
const ARRAY = /\[\]>?$/;

/**
 * Lists that give their rows to anybody (rule 8): methods of use cases that answer a page, or one batch of rows after another,
 * or take an actor and answer an array, and ask no actor what may be seen. It follows calls by their names into the same file,
 * the imported ones and injected classes, and one question is enough: it cannot see whether that is the right one.
 */
export function listsWithoutFilter(code: CodeBase, listed: Readonly<Record<string, string>>): string[] {
  const bare = code
    .sources()
    .filter((path) => /^src\/[^/]+\/use-cases\//.test(path))
    .flatMap((path) =>
      code.classes(path).flatMap((owner) =>
        owner.members
          .filter(isList)
          .filter((member) => !calls(code, path, member, asksActor))
          .map((member) => ({ path, name: `${owner.name?.text}.${memberName(member)}` })),
      ),
    );
  return [
    ...bare.filter(({ name }) => !(name in listed)).map(({ path, name }) => `${path}: ${name} asks no actor`),
    ...Object.keys(listed)
      .filter((name) => !bare.some((each) => each.name === name))
      .map((name) => `${name}: is listed, and need not be`),
  ];
}

type Called = readonly [receiver: ts.Expression | undefined, name: string];

const asksActor = ([receiver, name]: Called): boolean =>
  receiver !== undefined && (ASKING[receiver.getText().split('.').at(-1)!]?.includes(name) ?? false);

function isList(member: ts.ClassElement): boolean {
  if (!ts.isMethodDeclaration(member) || (member.name && ts.isPrivateIdentifier(member.name))) return false;
  const type = member.type?.getText() ?? '';
  if (LIST.test(type) || called(member).some(([, name]) => name === 'pageFrom')) return true;
  return ARRAY.test(type) && member.parameters.some((parameter) => parameter.type?.getText() === 'Actor');
}

function called(node: ts.Node): Called[] {
  return nodes(node, ts.isCallExpression).map(({ expression }): Called =>
    ts.isPropertyAccessExpression(expression)
      ? [expression.expression, expression.name.text]
      : [undefined, expression.getText()],
  );
}

/** Whether a call in this node is wanted, or one in what it calls. */
function calls(
  code: CodeBase,
  path: string,
  node: ts.Node,
  isWanted: (call: Called) => boolean,
  seen = new Set<ts.Node>(),
): boolean {
  if (seen.has(node)) return false;
  seen.add(node);
  return called(node).some(
    (call) =>
      isWanted(call) || meant(code, path, node, call).some(([file, body]) => calls(code, file, body, isWanted, seen)),
  );
}

/** The functions and methods that a call can mean. */
function meant(code: CodeBase, path: string, from: ts.Node, [receiver, name]: Called): [string, ts.Node][] {
  const files = [path, ...imports(code, path)];
  if (receiver === undefined) return files.flatMap((file) => functions(code, file, name));
  const owners = files.flatMap((file) => code.classes(file).map((owner) => ({ file, owner })));
  const type = injectedType(from, receiver);
  if (type === NAMES) return [];
  return owners
    .filter(({ owner }) => type === undefined || owner.name?.text === type)
    .filter(({ owner }) => receiver.kind !== ts.SyntaxKind.ThisKeyword || owner === from.parent)
    .flatMap(({ file, owner }) =>
      owner.members.filter((member) => memberName(member) === name).map((member): [string, ts.Node] => [file, member]),
    );
}

function functions(code: CodeBase, path: string, name: string): [string, ts.Node][] {
  const declared = code.tree(path).statements.flatMap((statement): ts.Node[] => {
    if (ts.isFunctionDeclaration(statement)) return statement.name?.text === name ? [statement] : [];
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.filter((each) => each.name.getText() === name);
  });
  return declared.map((node) => [path, node]);
}

/** The type of `this.queries` where the constructor takes `private readonly queries: Queries`. */
function injectedType(from: ts.Node, receiver: ts.Expression): string | undefined {
  if (!ts.isPropertyAccessExpression(receiver) || receiver.expression.kind !== ts.SyntaxKind.ThisKeyword)
    return undefined;
  if (!ts.isClassLike(from.parent)) return undefined;
  const taken = from.parent.members.filter(ts.isConstructorDeclaration).flatMap(({ parameters }) => [...parameters]);
  return taken.find(({ name }) => name.getText() === receiver.name.text)?.type?.getText();
}

function imports(code: CodeBase, path: string): string[] {
  return code
    .tree(path)
    .statements.filter(ts.isImportDeclaration)
    .map(({ moduleSpecifier }) => (moduleSpecifier as ts.StringLiteral).text)
    .filter((text) => text.startsWith('.'))
    .map((text) => posix.join(posix.dirname(path), text).replace(/\.js$/, '.ts'))
    .filter((file) => code.has(file));
}
