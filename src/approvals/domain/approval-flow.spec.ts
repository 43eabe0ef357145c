import fc from 'fast-check';
import { DateTime } from 'luxon';
import { Period } from '../../platform/domain/period.js';
import { conditionsMet, type FlowConditions, type FlowInput } from './approval-flow.js';

const ZONE = 'Europe/Berlin';
const at = (local: string, zone = ZONE) => DateTime.fromISO(local, { zone }).toJSDate();
const booking = (from: string, to: string, more: Partial<FlowInput> = {}): FlowInput => ({
  period: Period.of(at(from, more.timeZone), at(to, more.timeZone)),
  timeZone: ZONE,
  reasonCategory: 'business',
  interBranch: false,
  recurring: false,
  ...more,
});
const met = (conditions: FlowConditions, facts: FlowInput) => conditionsMet(conditions, facts);

describe('AP-1: when a flow asks for approval', () => {
  const monday = booking('2026-06-01T09:00', '2026-06-01T10:00');

  it('a condition that is left out, or off, is never met', () => {
    expect(met({}, monday)).toEqual([]);
    expect(met({ always: false, personalUse: false, interBranch: false }, monday)).toEqual([]);
  });

  it('any one condition suffices, and all that are met are named', () => {
    const facts = { ...monday, reasonCategory: 'personal', interBranch: true, recurring: true };
    const all: FlowConditions = {
      always: true,
      personalUse: true,
      interBranch: true,
      recurring: true,
      longerThanMinutes: 59,
      weekdays: [1],
    };
    expect(met(all, facts)).toEqual(['always', 'personal_use', 'inter_branch', 'recurring', 'longer_than', 'weekday']);
  });

  it('longer than N means longer: exactly N is not', () => {
    expect(met({ longerThanMinutes: 60 }, monday)).toEqual([]);
    expect(met({ longerThanMinutes: 59 }, monday)).toEqual(['longer_than']);
  });

  it('longer than N counts real time on the days when clocks change', () => {
    const spring = booking('2027-03-28T00:00', '2027-03-29T00:00'); // 23 hours
    const autumn = booking('2027-10-31T00:00', '2027-11-01T00:00'); // 25 hours
    expect(met({ longerThanMinutes: 24 * 60 - 1 }, spring)).toEqual([]);
    expect(met({ longerThanMinutes: 24 * 60 }, autumn)).toEqual(['longer_than']);
  });

  it('weekdays are local, and the whole span counts', () => {
    // Sunday evening UTC is Monday morning in Auckland.
    const facts = booking('2026-06-01T08:00', '2026-06-01T09:00', { timeZone: 'Pacific/Auckland' });
    expect(facts.period.start.getUTCDay()).toBe(0);
    expect(met({ weekdays: [1] }, facts)).toEqual(['weekday']);
    expect(met({ weekdays: [7] }, facts)).toEqual([]);
    expect(met({ weekdays: [6, 7] }, booking('2026-06-05T20:00', '2026-06-08T08:00'))).toEqual(['weekday']);
  });

  it('a booking that ends at midnight does not touch the next day', () => {
    expect(met({ weekdays: [2] }, booking('2026-06-01T20:00', '2026-06-02T00:00'))).toEqual([]);
    expect(met({ weekdays: [2] }, booking('2026-06-01T20:00', '2026-06-02T00:01'))).toEqual(['weekday']);
  });

  it('outside hours means that any part of it is', () => {
    const outsideHours = { from: '08:00', to: '18:00' };
    expect(met({ outsideHours }, booking('2026-06-01T08:00', '2026-06-01T18:00'))).toEqual([]);
    expect(met({ outsideHours }, booking('2026-06-01T07:59', '2026-06-01T09:00'))).toEqual(['outside_hours']);
    expect(met({ outsideHours }, booking('2026-06-01T17:00', '2026-06-01T18:01'))).toEqual(['outside_hours']);
    expect(met({ outsideHours }, booking('2026-06-01T09:00', '2026-06-02T09:00'))).toEqual(['outside_hours']);
    expect(
      met({ outsideHours: { from: '08:00', to: '24:00' } }, booking('2026-06-01T09:00', '2026-06-02T00:00')),
    ).toEqual([]);
  });

  it('a whole week touches every weekday, whenever it begins and wherever it is', () => {
    const zones = fc.constantFrom('UTC', 'Pacific/Auckland', 'America/Los_Angeles', 'Australia/Lord_Howe', ZONE);
    const start = fc.date({ min: new Date('2020-01-01'), max: new Date('2050-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(start, zones, fc.integer({ min: 1, max: 7 }), (from, timeZone, weekday) => {
        const period = Period.of(from, new Date(from.getTime() + 8 * 86_400_000));
        expect(met({ weekdays: [weekday] }, { ...monday, period, timeZone })).toEqual(['weekday']);
      }),
    );
  });
});
