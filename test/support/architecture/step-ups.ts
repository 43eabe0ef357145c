import ts from 'typescript';
import { type CodeBase, decorators, memberName, nodes } from './code-base.js';

/** What is done to which kind of thing only by whoever has shown a moment ago who they are (ID-13), and by which verbs. */
const KINDS: Readonly<Record<string, RegExp>> = {
  OidcClient: /^(create|change)$/,
  Webhook: /^create$/,
  Role: /^(create|change)$/,
  User: /^(create|verify|assign_roles|import|delete|change|suspend)$/,
};
const OWN = 'OwnAccount';
const VERBS = ['Post', 'Put', 'Patch', 'Delete'];
const ASKS = ['NeedsStepUp', 'MayNeedStepUp'];

/** Routes of these kinds that need none, and why. */
const NEEDS_NONE: Readonly<Record<string, string>> = {
  'RolesController.amend': 'a name and a description give nothing',
  'UsersController.invite': 'the roles were given when the person was added',
  'UserStatesController.reject': 'nobody gets anything',
  'UserStatesController.suspend': 'nobody gets anything, and it may be urgent',
};

/**
 * Routes that give access, tell secrets or delete people without a word on step-up: a new one says that it needs it, or is
 * listed here with the reason why not.
 */
export function routesWithoutStepUp(code: CodeBase): string[] {
  return code
    .paths(/^src\/.*\.controller\.ts$/)
    .flatMap((path) =>
      code.classes(path).flatMap((controller) => controller.members.map((member) => ({ controller, member }))),
    )
    .flatMap(({ controller, member }) => {
      const names = decorators(member);
      const needed = neededBy(member);
      if (!needed || needed[1] === OWN || !names.some((name) => VERBS.includes(name))) return [];
      if (!KINDS[needed[1]]?.test(needed[0]) || names.some((name) => ASKS.includes(name))) return [];
      const route = `${controller.name!.text}.${memberName(member)}`;
      return route in NEEDS_NONE ? [] : [`${route}: says nothing of a step-up`];
    });
}

/** The action and the subject of `@Can`. */
function neededBy(member: ts.ClassElement): [string, string] | undefined {
  if (!ts.canHaveDecorators(member)) return undefined;
  const calls = (ts.getDecorators(member) ?? []).flatMap((decorator) => nodes(decorator, ts.isCallExpression));
  const can = calls.find(({ expression }) => expression.getText() === 'Can');
  const words = can?.arguments.filter(ts.isStringLiteral).map(({ text }) => text);
  return words?.length === 2 ? (words as [string, string]) : undefined;
}
