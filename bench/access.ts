import { Actor } from '../src/access/index.js';
import { builtInRoleKeys } from '../src/access/domain/built-in-roles.js';
import { effective } from '../src/access/domain/role-view.js';
import { printLine } from './table.js';

const ROUNDS = 5;

const branchIds = Array.from({ length: 20 }, (_, n) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`);
const facts = { userId: branchIds[0]!, branchId: branchIds[0]!, groupIds: [], signUpBranchIds: branchIds };
const roleOf = (key: string) => {
  const untouched = { name: null, description: null, reach: null, added: [], removed: [], version: 1 };
  return effective({ id: key, key, ...untouched }, ['fleet', 'flight_school']);
};
const grantsOf = (...keys: string[]) =>
  keys.flatMap((key) => {
    const reach = [...branchIds];
    return roleOf(key).permissions.map((permission) => ({ key: permission, reach }));
  });

const booking = {
  branchId: branchIds[19]!,
  bookerId: branchIds[1]!,
  originatorId: branchIds[1]!,
  passengerIds: [] as string[],
};

/** The least that a check can be: the rule of one permission, written by hand for one kind of row. */
const bare = (userId: string, reach: ReadonlySet<string>, row: typeof booking) =>
  row.bookerId === userId || row.originatorId === userId || reach.has(row.branchId);

/** The best of some rounds, in microseconds: what the code costs, without what the machine does beside it. */
function microseconds(times: number, run: () => unknown): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const begun = process.hrtime.bigint();
    for (let n = 0; n < times; n += 1) run();
    return Number(process.hrtime.bigint() - begun) / 1_000 / times;
  });
  return Math.min(...rounds);
}

/** What deciding costs in a process, without a query: building an actor, checking a route, a row and a list. */
function main(): void {
  const most = grantsOf(...builtInRoleKeys);
  const manager = grantsOf('branch_admin');
  const actor = new Actor(facts, manager);
  const reach = new Set(branchIds);
  const measured: [what: string, cost: number, limit: number][] = [
    ['an actor of one role, first check', microseconds(3_000, () => built(manager)), 100],
    [`an actor of all ${builtInRoleKeys.length} roles, first check`, microseconds(1_000, () => built(most)), 100],
    ['the check of a route', microseconds(200_000, () => actor.may('read', 'Booking')), 2],
    ['the check of a row', microseconds(200_000, () => actor.can('read', 'Booking', booking)), 2],
    ['the filter of a list', microseconds(50_000, () => actor.filter('read', 'Booking', columns, 1)), 20],
  ];
  const least = microseconds(2_000_000, () => bare(facts.userId, reach, booking));
  for (const [what, cost, limit] of measured) {
    printLine({
      name: `deciding: ${what}`,
      service: `${cost.toFixed(2)} µs`,
      baseline: `${least.toFixed(3)} µs`,
      target: `< ${limit} µs`,
      met: cost < limit,
    });
  }
}

const columns = {
  branchId: 'b.branch_id',
  bookerId: 'b.booker_id',
  originatorId: 'b.originator_id',
  passengerIds: { array: 'b.passenger_ids' },
};

function built(grants: ReturnType<typeof grantsOf>): boolean {
  return new Actor(facts, grants).can('read', 'Booking', booking);
}

main();
