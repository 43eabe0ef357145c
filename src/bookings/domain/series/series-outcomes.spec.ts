import { Period } from '../../../platform/domain/period.js';
import type { Booking } from '../booking.js';
import {
  BookingNotEditable,
  PolicyViolated,
  StartInPast,
  TooLateForApproval,
  VehicleNotFree,
  VehicleNotOpen,
} from '../errors.js';
import { SeriesConflict, SeriesOutcomes } from './series-outcomes.js';

const day = (number: number) =>
  Period.of(new Date(Date.UTC(2030, 0, number, 9)), new Date(Date.UTC(2030, 0, number, 10)));
const booked = (number: number) => {
  const { start, end } = day(number);
  return { id: `booking-${number}`, start, end, state: 'confirmed' } as Booking;
};

describe('what comes of each booking of a series (BK-9)', () => {
  it.each([
    ['vehicle_not_free', new VehicleNotFree()],
    ['policy_violated', new PolicyViolated([])],
    ['start_in_past', new StartInPast()],
    ['booking_not_editable', new BookingNotEditable()],
    ['too_late_for_approval', new TooLateForApproval()],
  ])('BK-9: %s is the outcome of one, and the others go on', async (code, refusal) => {
    const outcomes = new SeriesOutcomes();
    await outcomes.of(day(1), () => Promise.reject(refusal), { before: booked(1) });
    await outcomes.of(day(2), () => Promise.resolve(booked(2)));
    expect(outcomes.all.map((each) => [each.code, each.bookingId])).toEqual([
      [code, 'booking-1'],
      [null, 'booking-2'],
    ]);
    expect(() => outcomes.ensure('skip')).not.toThrow();
    expect(() => outcomes.ensure('fail')).toThrow(SeriesConflict);
  });

  it('BK-9: what is wrong with all of them refuses the series; a vehicle of its own is wrong with one', async () => {
    const refused = (hasOwnVehicle: boolean) =>
      new SeriesOutcomes().of(day(1), () => Promise.reject(new VehicleNotOpen()), { hasOwnVehicle });
    await expect(refused(false)).rejects.toThrow(VehicleNotOpen);
    await expect(refused(true)).resolves.toBeUndefined();
  });

  it('BK-9: nothing is made where every one of them fails', async () => {
    const outcomes = new SeriesOutcomes();
    await outcomes.of(day(1), () => Promise.reject(new StartInPast()));
    expect(() => outcomes.ensure('skip')).toThrow(SeriesConflict);
  });
});
