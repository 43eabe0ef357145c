import ts from 'typescript';
import { type CodeBase, nodes } from './code-base.js';

/** The files that write outside the unit of work (rule 6), and why each has to. */
export const DIRECT_WRITERS: Readonly<Record<string, string>> = {
  'src/identity/use-cases/passkeys/challenges.ts': 'a ceremony that is refused has had its one try',
  'src/identity/use-cases/sign-in/sign-in.ts': 'a sign-in is one statement, with its event: it must cost little',
  'src/identity/use-cases/single-sign-on/sso-flows.ts': 'an answer of the provider that is refused had its one try',
  'src/openid/use-cases/artifacts.ts': 'the library stores one thing at a time, and what it has spent stays spent',
  'src/openid/use-cases/logouts.ts': 'a claim is stored before the client is called',
  'src/platform/limits/limits.ts': 'an attempt counts although the request fails',
  'src/platform/outbox/outbox-store.ts': 'a claim is stored before the listeners run, each in its own unit of work',
};

/** What makes the door, and what puts it into the module. */
const HOME = ['src/platform/database/direct-writes.ts', 'src/platform/database/database.module.ts'];

/** Files that use `DirectWrites` and are not listed, and listed ones that no longer do. */
export function directWritesElsewhere(code: CodeBase, listed: Readonly<Record<string, string>>): string[] {
  const users = code
    .sources()
    .filter((path) => !HOME.includes(path))
    .filter((path) => nodes(code.tree(path), ts.isIdentifier).some(({ text }) => text === 'DirectWrites'));
  return [
    ...users.filter((path) => !(path in listed)).map((path) => `${path}: writes outside the unit of work`),
    ...Object.keys(listed)
      .filter((path) => !users.includes(path))
      .map((path) => `${path}: is listed, and does not`),
  ];
}
