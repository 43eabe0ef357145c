import { beginWith, lockKey } from './locks.js';

const id = '0190D3A4-0000-7000-8000-00000000ABCD';

describe('locks (architecture rule 3b)', () => {
  it('are of the thing, however its id is written', () => {
    expect(lockKey(['vehicle', id])).toBe(lockKey(['vehicle', id.toLowerCase()]));
    expect(lockKey(['vehicle', id])).not.toBe(lockKey(['booking', id]));
  });

  it('come with BEGIN, in the order given', () => {
    expect(beginWith([])).toBe('BEGIN');
    const [begin, vehicle, booking] = beginWith([
      ['vehicle', id],
      ['booking', id],
    ]).split('; ');
    expect(begin).toBe('BEGIN');
    expect(vehicle).toContain(`'vehicle:${id.toLowerCase()}'`);
    expect(booking).toContain(`'booking:${id.toLowerCase()}'`);
  });

  it('never carry SQL', () => {
    for (const evil of [`x'; DROP SCHEMA fleet; --`, '', 'a b', '\\', '$1', `${id}'`]) {
      expect(() => beginWith([['vehicle', evil]])).toThrow('not an id');
    }
  });
});
