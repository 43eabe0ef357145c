import fc from 'fast-check';
import { Forbidden, NotFound } from '../../platform/domain/domain-error.js';
import { Actor, type Grant } from './actor.js';
import { catalogue, permissionKeys } from './permissions.js';
import type { Reach } from './reach.js';
import { rowFilter } from './row-filter.js';

const branches = ['b1', 'b2', 'b3', 'b4'];
const reach: fc.Arbitrary<Reach> = fc.oneof(fc.constant('every' as const), fc.subarray(branches));
const grants: fc.Arbitrary<Grant[]> = fc.array(fc.record({ key: fc.constantFrom(...permissionKeys), reach }));
const actorWith = (given: readonly Grant[]) =>
  new Actor({ userId: 'me', branchId: 'b1', groupIds: [], signUpBranchIds: ['b1', 'b3'] }, given);

describe('Actor', () => {
  it('RP-13: what one may not even read answers as absent, what one may read but not do as forbidden', () => {
    const reader = actorWith([{ key: 'bookings.read', reach: ['b1'] }]);
    const booking = { branchId: 'b1', bookerId: 'other', originatorId: 'other', passengerIds: [] };
    expect(() => reader.ensure('cancel', 'Booking', booking)).toThrow(Forbidden);
    expect(() => reader.ensure('cancel', 'Booking', { ...booking, branchId: 'b2' })).toThrow(NotFound);
    expect(() => reader.ensure('read', 'Booking', booking)).not.toThrow();
  });

  it('RP-2: a permission held twice reaches the union', () => {
    const actor = actorWith([
      { key: 'users.read', reach: ['b1'] },
      { key: 'users.read', reach: ['b2'] },
    ]);
    expect(branches.filter((branch) => actor.holds('users.read', branch))).toEqual(['b1', 'b2']);
  });

  it('RP-11: nobody can give a permission or a reach beyond their own', () => {
    fc.assert(
      fc.property(grants, fc.constantFrom(...permissionKeys), reach, (given, key, wanted) => {
        const needed = catalogue[key].givenBy ?? key;
        const held = given.filter((grant) => grant.key === needed).map((grant) => grant.reach);
        const expected =
          held.length > 0 &&
          (held.includes('every') || (wanted !== 'every' && wanted.every((b) => held.some((r) => r.includes(b)))));
        expect(actorWith(given).mayGive({ key, reach: wanted })).toBe(expected);
      }),
    );
  });

  it('RP-7: people who wait for approval are seen only where people may add themselves', () => {
    const admin = actorWith([{ key: 'users.read', reach: ['b1', 'b2'] }]);
    const seen = (state: string) => branches.filter((branchId) => admin.can('read', 'User', { branchId, state }));
    expect([seen('verified'), seen('pending')]).toEqual([['b1', 'b2'], ['b1']]);
    const everywhere = actorWith([{ key: 'users.read', reach: 'every' }]);
    expect(everywhere.can('read', 'User', { branchId: 'b2', state: 'pending' })).toBe(true);
  });

  it('a list without a rule is refused, never a list of everything', () => {
    expect(() => actorWith([]).filter('read', 'Booking', {}, 1)).toThrow(Forbidden);
    // Reaching nowhere is as good as no grant at all.
    expect(() => actorWith([{ key: 'bookings.read', reach: [] }]).filter('read', 'Booking', {}, 1)).toThrow(Forbidden);
  });
});

describe('rowFilter', () => {
  it('writes every kind of condition that Actor makes', () => {
    const conditions = [{ branchId: { $in: ['b1', 'b2'] } }, { bookerId: 'me' }, { passengerIds: 'me' }];
    const columns = { branchId: 'branch_id', bookerId: 'booker_id', passengerIds: { array: 'passenger_ids' } };
    expect(rowFilter(conditions, columns, 4)).toEqual({
      sql: '(branch_id = ANY($4::uuid[]) OR booker_id = $5::uuid OR passenger_ids && $6::uuid[])',
      values: [['b1', 'b2'], 'me', ['me']],
    });
  });

  it('a rule without conditions opens every row', () => {
    expect(rowFilter([{ branchId: 'b1' }, undefined], {}, 1)).toEqual({ sql: 'TRUE', values: [] });
  });

  it('writes what RP-7 demands of people', () => {
    const conditions = [{ branchId: { $in: ['b1'] }, state: { $ne: 'pending' } }];
    expect(rowFilter(conditions, { branchId: 'u.branch_id', state: 'u.state' }, 1)).toEqual({
      sql: '(u.branch_id = ANY($1::uuid[]) AND u.state IS DISTINCT FROM $2::text)',
      values: [['b1'], 'pending'],
    });
  });

  it('throws for what it cannot express instead of leaving it out', () => {
    expect(() => rowFilter([{ branchId: 'b1' }], {}, 1)).toThrow(/no column/);
    expect(() => rowFilter([{ branchId: { $gt: 'b1' } }], { branchId: 'branch_id' }, 1)).toThrow(/cannot be written/);
  });
});
