import fc from 'fast-check';
import { conditionsMet, type FlowConditions } from '../src/approvals/domain/approval-flow.js';
import { type PolicyLimits, violationsOf } from '../src/bookings/domain/policy-limits.js';
import { Period } from '../src/platform/domain/period.js';

const policyOf = (limits: PolicyLimits, timeZone: string, period: Period) =>
  violationsOf(limits, { period, timeZone, now: null, bufferBroken: false, othersOpen: 0 }).map(({ code }) => code);
const flowOf = (conditions: FlowConditions, timeZone: string, period: Period) =>
  conditionsMet(conditions, { period, timeZone, reasonCategory: 'business', interBranch: false, recurring: false });
const span = (start: string, end: string) => Period.of(new Date(start), new Date(end));

/** What a policy with these hours and a flow with the same say: both must say the same. */
function outside(timeZone: string, start: string, end: string, from = '08:00', to = '18:00'): boolean {
  const period = span(start, end);
  const refused = policyOf({ hours: { from, to } }, timeZone, period).length > 0;
  expect(flowOf({ outsideHours: { from, to } }, timeZone, period)).toEqual(refused ? ['outside_hours'] : []);
  return refused;
}

/** Whether a flow asks for approval on this weekday; a policy that allows all the other days must refuse the same. */
function touches(weekday: number, timeZone: string, start: string, end: string): boolean {
  const period = span(start, end);
  const asked = flowOf({ weekdays: [weekday] }, timeZone, period).length > 0;
  const others = [1, 2, 3, 4, 5, 6, 7].filter((day) => day !== weekday);
  expect(policyOf({ weekdays: others }, timeZone, period)).toEqual(asked ? ['weekday_not_allowed'] : []);
  return asked;
}

describe('policies and approval flows look at local time alike (BK-5, AP-1)', () => {
  it('B-5: a booking into a night whose midnight comes twice leaves the hours', () => {
    expect(outside('Atlantic/Azores', '2027-10-30T15:30Z', '2027-10-31T00:30Z')).toBe(true);
    expect(outside('Atlantic/Azores', '2027-10-23T15:30Z', '2027-10-24T00:30Z')).toBe(true);
    // Clocks go from 01:00 back to 00:00, and in Beirut from 00:00 back to 23:00.
    expect(outside('America/Havana', '2027-11-06T14:00Z', '2027-11-07T04:30Z')).toBe(true);
    expect(outside('America/Havana', '2027-11-06T14:00Z', '2027-11-07T05:30Z', '00:30', '24:00')).toBe(true);
    expect(outside('Asia/Beirut', '2027-10-30T12:00Z', '2027-10-30T21:30Z', '08:00', '24:00')).toBe(false);
    expect(outside('Asia/Beirut', '2027-10-30T12:00Z', '2027-10-30T22:00Z', '08:00', '24:00')).toBe(false);
    expect(outside('Asia/Beirut', '2027-10-30T12:00Z', '2027-10-30T22:00:00.001Z', '08:00', '24:00')).toBe(true);
    expect(outside('Atlantic/Azores', '2027-10-31T00:00Z', '2027-10-31T19:00Z', '00:00', '18:00')).toBe(false);
  });

  it('B-5: hours on a night that has no midnight: only times that the clocks show count', () => {
    // Cairo, 30 April 2027: from 00:00 the clocks jump to 01:00.
    expect(outside('Africa/Cairo', '2027-04-29T18:00Z', '2027-04-29T22:00Z', '08:00', '24:00')).toBe(false);
    expect(outside('Africa/Cairo', '2027-04-29T18:00Z', '2027-04-29T22:00:01Z', '08:00', '24:00')).toBe(true);
    expect(outside('Africa/Cairo', '2027-04-29T22:00Z', '2027-04-30T06:00Z', '01:00', '09:00')).toBe(false);
    expect(outside('Africa/Cairo', '2027-04-29T21:00Z', '2027-04-29T23:00Z', '00:30', '24:00')).toBe(false);
  });

  it('B-6: a day that has no midnight is touched as any other, and so is the one after it', () => {
    const santiago = ['2027-09-04T14:00Z', '2027-09-06T15:00Z'] as const;
    expect([5, 6, 7, 1, 2].map((day) => touches(day, 'America/Santiago', ...santiago))).toEqual([
      ...[false, true, true, true, false],
    ]);
    const cairo = ['2027-04-29T08:00Z', '2027-05-01T09:00Z'] as const;
    expect([3, 4, 5, 6, 7].map((day) => touches(day, 'Africa/Cairo', ...cairo))).toEqual([
      ...[false, true, true, true, false],
    ]);
    expect(touches(1, 'Asia/Beirut', '2027-03-27T10:00Z', '2027-03-29T00:00Z')).toBe(true);
    expect(touches(7, 'Asia/Beirut', '2027-03-27T10:00Z', '2027-03-27T22:00Z')).toBe(false);
    expect(touches(7, 'Asia/Beirut', '2027-03-27T10:00Z', '2027-03-27T22:01Z')).toBe(true);
  });

  it('B-6: a day that the zone skips is not touched, and one that is shown twice is', () => {
    const samoa = ['2011-12-29T22:00Z', '2011-12-30T22:00Z'] as const;
    expect([4, 5, 6].map((day) => touches(day, 'Pacific/Apia', ...samoa))).toEqual([true, false, true]);
    // Havana, 7 November 2027: the clocks go back over midnight, but not into Saturday.
    expect(touches(7, 'America/Havana', '2027-11-06T10:00Z', '2027-11-07T04:00Z')).toBe(false);
    // Beirut, 31 October 2027: from midnight back into Saturday.
    expect(touches(7, 'Asia/Beirut', '2027-10-30T10:00Z', '2027-10-30T21:30Z')).toBe(false);
    expect(touches(7, 'Asia/Beirut', '2027-10-30T10:00Z', '2027-10-30T22:30Z')).toBe(true);
  });

  it('B-7: hours end when they end, not a minute, a second or a millisecond later', () => {
    const until = (end: string) => outside('UTC', '2027-06-01T09:00:00Z', `2027-06-01T${end}Z`, '08:00', '17:00');
    expect(['17:00:00.000', '17:00:00.001', '17:00:59', '17:01:00'].map(until)).toEqual([false, true, true, true]);
    const from = (start: string) => outside('UTC', `2027-06-01T${start}Z`, '2027-06-01T16:00:00Z', '08:00', '17:00');
    expect(['08:00:00.000', '07:59:59.999', '07:59:00'].map(from)).toEqual([false, true, true]);
    expect(outside('UTC', '2027-06-01T09:00Z', '2027-06-02T00:00:30Z', '08:00', '24:00')).toBe(true);
  });

  it('B-7: in the hour that comes twice, the times that the clocks show count', () => {
    // Berlin, from 02:30 to 02:15, once the clocks have gone back.
    expect(outside('Europe/Berlin', '2027-10-31T00:30Z', '2027-10-31T01:15Z', '02:00', '03:00')).toBe(false);
    expect(outside('Europe/Berlin', '2027-10-31T00:30Z', '2027-10-31T01:15Z', '02:15', '03:00')).toBe(true);
    expect(outside('Europe/Berlin', '2027-10-31T00:30Z', '2027-10-31T01:15Z', '02:00', '02:45')).toBe(true);
    // Lord Howe goes back by half an hour, Troll by two hours.
    expect(outside('Australia/Lord_Howe', '2027-04-03T14:45Z', '2027-04-03T15:10Z', '01:30', '02:00')).toBe(false);
    expect(outside('Australia/Lord_Howe', '2027-04-03T14:45Z', '2027-04-03T15:10Z', '01:35', '02:00')).toBe(true);
    expect(outside('Antarctica/Troll', '2027-10-31T00:30Z', '2027-10-31T01:15Z', '01:00', '03:00')).toBe(false);
  });

  it('AP-1, BK-5: whatever the zone, the period and the hours, both say the same', () => {
    const zones = ['Atlantic/Azores', 'America/Havana', 'Africa/Cairo', 'America/Santiago', 'Australia/Lord_Howe'];
    const days = ['2027-10-31', '2027-11-07', '2027-04-30', '2027-09-05', '2027-04-04'].map(Date.parse);
    const clock = fc.integer({ min: 0, max: 1_440 });
    const text = (minute: number) =>
      [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
    fc.assert(
      fc.property(
        fc.tuple(fc.constantFrom(...zones), fc.constantFrom(...days)),
        fc.integer({ min: -86_400_000, max: 86_400_000 }),
        fc.integer({ min: 1, max: 100_000_000 }),
        fc.tuple(clock, clock).filter(([from, to]) => from < to),
        fc.integer({ min: 1, max: 7 }),
        ([zone, day], shift, length, [from, to], weekday) => {
          const [start, end] = [day + shift, day + shift + length].map((at) => new Date(at).toISOString());
          outside(zone, start!, end!, text(from), text(to));
          touches(weekday, zone, start!, end!);
        },
      ),
      { numRuns: 500 },
    );
  });
});
