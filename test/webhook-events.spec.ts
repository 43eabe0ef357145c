import { readFileSync } from 'node:fs';
import { Booking } from '../src/bookings/domain/booking.js';
import { type Approval, type BookingState, bookingStates } from '../src/bookings/domain/booking-details.js';
import * as bookingEvents from '../src/bookings/events.js';
import { webhookBody, webhookEvents } from '../src/notifications/domain/webhook-events.js';
import { Period } from '../src/platform/domain/period.js';

const start = new Date('2030-01-01T10:00:00Z');
const end = new Date('2030-01-01T12:00:00Z');
const early = new Date('2029-12-31T10:00:00Z');
const required: Approval = {
  ...{ outcome: 'required', flowId: 'flow', reasons: ['always'], requireSecondPerson: false, noAnswer: null },
  steps: [],
};
const none: Approval = { outcome: 'none' };
const make = (approval: Approval) =>
  Booking.make(
    {
      ...{ vehicleId: 'vehicle', branchId: 'branch', bookerId: 'booker', originatorId: 'booker', reasonId: 'reason' },
      ...{ period: Period.of(start, end), destination: 'A private place', passengerIds: [], wholeVehicle: false },
      ...{ costCentre: null, notes: 'A private word', customFields: {} },
    },
    { approval, policyOverride: null },
  );

/** The act that brings a booking into each state. */
const acts: Record<BookingState, [from: () => Booking, act: (booking: Booking) => void]> = {
  pending: [() => make(required), () => undefined],
  confirmed: [() => make(required), (booking) => booking.confirm()],
  in_use: [() => make(none), (booking) => booking.checkOut('booker', start)],
  completed: [
    () => {
      const booking = make(none);
      booking.checkOut('booker', start);
      return booking;
    },
    (booking) => booking.return('booker', { odometer: 7, notes: null }, end),
  ],
  declined: [() => make(required), (booking) => booking.decline('No.')],
  lapsed: [() => make(required), (booking) => booking.lapse()],
  cancelled: [() => make(none), (booking) => booking.cancel('booker', null, early)],
  no_show: [() => make(none), (booking) => booking.miss()],
};

describe('NO-9: what webhooks can be told of', () => {
  it.each(bookingStates)('C-7: that a booking became %s', (state) => {
    const [from, act] = acts[state];
    const booking = from();
    act(booking);
    expect(booking.state).toBe(state);
    const event = booking.releaseEvents().at(-1)!;
    expect(webhookEvents).toContain(event.type);
    expect(JSON.parse(webhookBody(event)).data).toMatchObject({ state, version: 1 });
    expect(webhookBody(event)).not.toContain('private');
  });

  it('C-7: docs/webhooks.md lists just these, with the state that each leads to', () => {
    const rows = readFileSync(new URL('../docs/webhooks.md', import.meta.url), 'utf8').matchAll(
      /^\| `(bookings\.[a-z-]+)`\s*\|[^|]*\|\s*(?:`([a-z_]+)`)?/gm,
    );
    const described = [...rows].map(([, type, state]) => ({ type, state }));
    expect(described.map(({ type }) => type).toSorted()).toEqual(webhookEvents.toSorted());
    expect(described.flatMap(({ state }) => state ?? []).toSorted()).toEqual(bookingStates.toSorted());
  });

  it('C-7: every event of one booking, but a notice that changes nothing of it', () => {
    const notices = ['bookings.vehicle-still-out'];
    const others = /^bookings\.(series-|booking-reason-|booking-policy-|vehicle-offered)/;
    const types = Object.values(bookingEvents).map(({ type }) => type);
    const ofOne = types.filter((type) => !others.test(type) && !notices.includes(type));
    expect(webhookEvents.toSorted()).toEqual(ofOne.toSorted());
  });
});
