import { lockKey, taking } from './locks.js';

const id = '0190D3A4-0000-7000-8000-00000000ABCD';

describe('locks (architecture rule 3b)', () => {
  it('are of the thing, however its id is written', () => {
    expect(lockKey(['vehicle', id])).toBe(lockKey(['vehicle', id.toLowerCase()]));
    expect(lockKey(['vehicle', id])).not.toBe(lockKey(['booking', id]));
  });

  it('never carry SQL: what they are of is a parameter', () => {
    for (const evil of [`x'; DROP SCHEMA fleet; --`, '', 'a b', '\\', '$1', `${id}'`]) {
      const [lock, other] = [['vehicle', evil] as const, ['vehicle', id] as const];
      expect(taking([lock])).toEqual({ text: taking([other]).text, values: [lockKey(lock)] });
      const several = taking([lock, other]);
      expect(several).toEqual({ text: taking([other, other]).text, values: [[lockKey(lock), lockKey(other)]] });
    }
  });
});
