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

/** The files that take a connection of the pool themselves, and what for. Everybody else asks one of these. */
export const POOL_USERS: Readonly<Record<string, string>> = {
  'src/platform/database/database.ts': 'reads',
  'src/platform/database/database-state.ts': 'asks whether PostgreSQL answers, and whether it can write',
  'src/platform/database/direct-writes.ts': 'writes outside the unit of work',
  'src/platform/health/pool-metrics.ts': 'counts its connections',
  'src/platform/outbox/outbox-waker.ts': 'sends NOTIFY, which stores nothing, after a commit',
  'src/platform/work/unit-of-work.ts': 'writes in the unit of work',
};

/** What makes a door, and what puts it into its module: to name it there is not to use it. */
const HOMES: Readonly<Record<string, readonly string[]>> = {
  DirectWrites: ['src/platform/database/direct-writes.ts', 'src/platform/database/database.module.ts'],
  poolOf: ['src/platform/database/ambient.ts'],
};

/** Files that use `DirectWrites` and are not listed, and listed ones that no longer do. */
export const directWritesElsewhere = (code: CodeBase, listed: Readonly<Record<string, string>>): string[] =>
  usesElsewhere(code, 'DirectWrites', listed, 'writes outside the unit of work');

/** The same for `poolOf`. */
export const poolUsersElsewhere = (code: CodeBase, listed: Readonly<Record<string, string>>): string[] =>
  usesElsewhere(code, 'poolOf', listed, 'takes connections of the pool');

function usesElsewhere(
  code: CodeBase,
  door: 'DirectWrites' | 'poolOf',
  listed: Readonly<Record<string, string>>,
  fault: string,
): string[] {
  const users = code
    .sources()
    .filter((path) => !HOMES[door]!.includes(path))
    .filter((path) => nodes(code.tree(path), ts.isIdentifier).some(({ text }) => text === door));
  return [
    ...users.filter((path) => !(path in listed)).map((path) => `${path}: ${fault}`),
    ...Object.keys(listed)
      .filter((path) => !users.includes(path))
      .map((path) => `${path}: is listed, and does not`),
  ];
}
