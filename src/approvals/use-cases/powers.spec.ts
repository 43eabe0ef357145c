import { Forbidden, NotFound } from '../../platform/domain/domain-error.js';
import { Powers } from './powers.js';

const source = (userId: string, roleId = 'approver') => ({ userId, roleId, reach: ['north'] });
const request = (excluded: string[] = [], stepRoleId: string | null = null) => ({
  branchId: 'north',
  stepRoleId,
  excluded,
});

describe('what somebody may decide', () => {
  it('AP-11: in their own name first, and in that of whoever still has a say', () => {
    const own = new Powers('bob', [source('bob'), source('anna')]);
    expect(own.deciderOf(request())).toEqual({ by: 'bob', for: null });
    const forTwo = new Powers('bob', [source('anna'), source('carl')]);
    expect(forTwo.deciderOf(request())).toEqual({ by: 'bob', for: 'anna' });
    expect(forTwo.deciderOf(request(['anna']))).toEqual({ by: 'bob', for: 'carl' });
  });

  it('AP-11: nothing that whoever they stand in for has no say in, nor they themselves', () => {
    const powers = new Powers('bob', [source('anna')]);
    expect([[], ['anna'], ['bob'], ['carl']].map((excluded) => powers.canDecide(request(excluded)))).toEqual([
      ...[true, false, false, true],
    ]);
  });

  it('AP-2: a step of a role takes that role, in a branch of its reach', () => {
    const powers = new Powers('bob', [source('bob', 'approver')]);
    expect(powers.canDecide(request([], 'approver'))).toBe(true);
    expect(powers.canDecide(request([], 'other'))).toBe(false);
    expect(() => powers.deciderOf(request([], 'other'))).toThrow(Forbidden);
    expect(powers.canDecide({ ...request(), branchId: 'south' })).toBe(false);
    expect(() => powers.deciderOf({ ...request(), branchId: 'south' })).toThrow(NotFound);
  });

  it('rule 8: nobody without power gets a list', () => {
    const powers = new Powers('bob', []);
    expect(() => powers.seen('r.branch_id', 1)).toThrow(Forbidden);
    expect(() => powers.decidable(1)).toThrow(Forbidden);
  });
});
