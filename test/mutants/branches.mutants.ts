import type { Mutant } from './mutant.js';

export const branches: readonly Mutant[] = [
  {
    name: 'what belongs to several branches is changed from one of them',
    rule: 'BR-2',
    file: 'src/branches/use-cases/manage-belongings.ts',
    find: '  if (!belonging.branchIds.every((branchId) => actor.holds(kind.manage, branchId))) throw new Forbidden();\n',
    replace: '',
    tests: ['test/branch-walls.e2e.ts'],
    only: 'BR-2',
  },
  {
    name: 'what belongs to several branches tells of those out of reach',
    rule: 'RP-13',
    file: 'src/branches/use-cases/belongings.queries.ts',
    find: "belonging.branchIds.filter((id) => actor.can('read', 'Branch', { id }))",
    replace: "belonging.branchIds.filter((id) => actor.may('read', 'Branch') || id)",
    tests: ['test/branch-walls.e2e.ts'],
    only: 'BR-2',
  },
  {
    name: 'a closed branch is offered at sign-up',
    rule: 'BR-1',
    file: 'src/branches/use-cases/branches-api.ts',
    find: "WHERE open_to_sign_up AND state = 'open'",
    replace: 'WHERE open_to_sign_up',
    tests: ['test/branches.e2e.ts'],
    only: 'BR-1: a closed branch',
  },
];
