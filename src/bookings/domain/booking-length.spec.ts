import { InvalidInput } from '../../platform/domain/domain-error.js';
import { Period } from '../../platform/domain/period.js';
import { ensureLength } from './booking-length.js';

const start = new Date('2030-01-01T10:00:00Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const lasting = (ms: number, maxBookingDays = 365) => {
  try {
    ensureLength(Period.of(start, new Date(+start + ms)), maxBookingDays);
    return undefined;
  } catch (error) {
    return ((error as InvalidInput).members.errors as { code: string }[])[0]!.code;
  }
};

describe('the length of a booking', () => {
  it('BK-3: is a minute at least', () => {
    expect([lasting(MINUTE - 1), lasting(MINUTE)]).toEqual(['too_short', undefined]);
  });

  it('BK-3: is as many days at most as the organisation says', () => {
    expect([lasting(365 * DAY), lasting(365 * DAY + 1)]).toEqual([undefined, 'too_long']);
    expect([lasting(2 * DAY, 2), lasting(2 * DAY + 1, 2)]).toEqual([undefined, 'too_long']);
  });
});
