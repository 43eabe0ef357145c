import { IllegalTransition } from '../../platform/domain/domain-error.js';
import { Period } from '../../platform/domain/period.js';
import {
  type Approval,
  type BookingEdit,
  type BookingState,
  bookingStates,
  type CheckResult,
} from './booking-details.js';
import { Booking } from './booking.js';
import {
  AlreadyAboard,
  BookingNotEditable,
  BookingNotPending,
  NoSeatLeft,
  TooEarlyToCheckOut,
  TooLateForApproval,
  WholeVehicleBooked,
} from './errors.js';

const start = new Date('2030-01-01T10:00:00Z');
const end = new Date('2030-01-01T12:00:00Z');
const hours = (count: number, from = start) => new Date(from.getTime() + count * 3_600_000);
/** Where a moment stands: long before the start, shortly before it, in between, after the end. */
const moments = { before: hours(-10), soon: hours(-0.5), during: hours(1), after: hours(3) };
type Moment = keyof typeof moments;

const required: Approval = {
  ...{ outcome: 'required', flowId: 'flow', reasons: ['always'], requireSecondPerson: false, noAnswer: null },
  steps: [],
};
const passing = (approval: Approval = { outcome: 'none' }): CheckResult => ({ approval, policyOverride: null });

const make = (approval: Approval, fields: object = {}) =>
  Booking.make(
    {
      vehicleId: 'vehicle',
      branchId: 'branch',
      bookerId: 'booker',
      originatorId: 'booker',
      period: Period.of(start, end),
      reasonId: 'reason',
      destination: null,
      passengerIds: ['passenger'],
      wholeVehicle: false,
      costCentre: null,
      notes: null,
      customFields: {},
      ...fields,
    },
    passing(approval),
  );
const acted = (booking: Booking, ...acts: ((booking: Booking) => void)[]) => {
  for (const act of acts) act(booking);
  return booking;
};
const out = (booking: Booking) => booking.checkOut('booker', start);

const bookings: Record<BookingState, () => Booking> = {
  pending: () => make(required),
  confirmed: () => make({ outcome: 'none' }),
  in_use: () => acted(make({ outcome: 'none' }), out),
  completed: () => acted(make({ outcome: 'none' }), out, (b) => b.return('booker', { odometer: 1, notes: null }, end)),
  declined: () => acted(make(required), (booking) => booking.decline('No.')),
  lapsed: () => acted(make(required), (booking) => booking.lapse()),
  cancelled: () => acted(make(required), (booking) => booking.cancel('booker', null, moments.before)),
  no_show: () => acted(make({ outcome: 'none' }), (booking) => booking.miss()),
};

const edit = (change: BookingEdit) => (booking: Booking, now: Date) => booking.edit(change, 'booker', now, passing());
const verbs: Record<string, (booking: Booking, now: Date) => void> = {
  confirm: (booking) => booking.confirm(),
  decline: (booking) => booking.decline(null),
  lapse: (booking) => booking.lapse(),
  miss: (booking) => booking.miss(),
  cancel: (booking, now) => booking.cancel('booker', null, now),
  'check out': (booking, now) => booking.checkOut('booker', now),
  return: (booking, now) => booking.return('booker', { odometer: 7, notes: null }, now),
  'take a seat': (booking, now) => booking.takeSeat('rider', 'rider', 5, now),
  'give up a seat': (booking, now) => booking.giveUpSeat('passenger', 'passenger', now),
  'edit the notes': edit({ notes: 'Other.' }),
  'edit the destination': edit({ destination: 'The coast' }),
  'edit the reason': edit({ reasonId: 'another' }),
  'edit the passengers': edit({ passengerIds: ['another'] }),
  'change the vehicle': edit({ vehicleId: 'another' }),
  'change the booker': edit({ bookerId: 'another' }),
  'change the start': edit({ period: Period.of(hours(-1), hours(4)) }),
  extend: edit({ period: Period.of(start, hours(4)) }),
};

/** verb → state → the moments when it is legal, and the state that it leads to where that is another. */
const always: Moment[] = ['before', 'soon', 'during', 'after'];
const notOver: Moment[] = ['before', 'soon', 'during'];
const ahead: Moment[] = ['before', 'soon'];
type VerbRule = [legal: Moment[], next?: BookingState];
const legal: Record<string, Partial<Record<BookingState, VerbRule>>> = {
  confirm: { pending: [always, 'confirmed'] },
  decline: { pending: [always, 'declined'] },
  lapse: { pending: [always, 'lapsed'] },
  miss: { confirmed: [always, 'no_show'] },
  cancel: { pending: [notOver, 'cancelled'], confirmed: [notOver, 'cancelled'] },
  'check out': { confirmed: [['soon', 'during'], 'in_use'] },
  return: { in_use: [always, 'completed'] },
  'take a seat': { pending: [notOver], confirmed: [notOver] },
  'give up a seat': { pending: [notOver], confirmed: [notOver] },
  'edit the notes': { pending: [ahead], confirmed: [always], in_use: [always], completed: [always] },
  'edit the destination': { pending: [ahead], confirmed: [notOver], in_use: [always] },
  'edit the reason': { pending: [ahead], confirmed: [always], in_use: [always], completed: [always] },
  'edit the passengers': { pending: [ahead], confirmed: [notOver], in_use: [always] },
  'change the vehicle': { pending: [ahead], confirmed: [ahead] },
  'change the booker': { pending: [ahead], confirmed: [ahead] },
  'change the start': { pending: [ahead], confirmed: [ahead] },
  extend: { pending: [ahead], confirmed: [notOver], in_use: [always] },
};
/** Nothing that needs a decision waits on: an edit without one settles it. */
const settling = ['edit the destination', 'edit the reason', 'change the vehicle', 'change the booker'].concat([
  'change the start',
  'extend',
]);

describe('Booking: state × verb × moment', () => {
  const pairs = bookingStates.flatMap((state) =>
    Object.keys(verbs).flatMap((verb) =>
      always.map((moment) => ({ state, verb, moment, rule: legal[verb]![state], isLegal: false })),
    ),
  );
  for (const pair of pairs) pair.isLegal = pair.rule?.[0].includes(pair.moment) ?? false;

  it.each(pairs.filter(({ isLegal }) => isLegal))('BK-2: $verb, $state, $moment', ({ state, verb, moment, rule }) => {
    const booking = bookings[state]();
    booking.releaseEvents();
    verbs[verb]!(booking, moments[moment]);
    const settled = state === 'pending' && settling.includes(verb) ? 'confirmed' : state;
    expect(booking.state).toBe(rule![1] ?? settled);
    expect(booking.releaseEvents().length).toBeGreaterThan(0);
  });

  it.each(pairs.filter(({ isLegal }) => !isLegal))(
    'BK-2: no $verb, $state, $moment: nothing changes',
    ({ state, verb, moment }) => {
      const booking = bookings[state]();
      booking.releaseEvents();
      const earlier = { ...booking };
      const refusals = [IllegalTransition, BookingNotPending, BookingNotEditable, TooEarlyToCheckOut];
      let refusal: unknown;
      try {
        verbs[verb]!(booking, moments[moment]);
      } catch (error) {
        refusal = error;
      }
      expect(refusals.some((each) => refusal instanceof each)).toBe(true);
      expect({ ...booking }).toEqual(earlier);
      expect(booking.releaseEvents()).toEqual([]);
    },
  );
});

describe('Booking', () => {
  it('AP-3, AP-4: how a booking came to be certain stays on it', () => {
    expect(make({ outcome: 'none' }).approval).toBeNull();
    expect(make({ outcome: 'skipped' }).approval).toEqual({ state: 'not_needed', skipped: true, automatic: false });
    expect(make({ outcome: 'automatic' }).approval).toEqual({ state: 'approved', skipped: false, automatic: true });
    expect(make(required).approval).toEqual({ state: 'pending', skipped: false, automatic: false });
  });

  it('BK-11: cancelling says who, when and why, while the booking is not over', () => {
    const booking = make({ outcome: 'none' });
    booking.cancel('admin', 'Flat tyre.', new Date(end.getTime() - 1));
    expect(booking).toMatchObject({ cancelledBy: 'admin', cancellationReason: 'Flat tyre.', state: 'cancelled' });
    expect(() => make({ outcome: 'none' }).cancel('admin', null, end)).toThrow(/over/);
  });

  it('BK-11: an early return cuts the period there and keeps the end that was booked; a late one leaves it', () => {
    const early = acted(make({ outcome: 'none' }), out, (b) =>
      b.return('booker', { odometer: 9, notes: 'Ok.' }, hours(1)),
    );
    expect(early).toMatchObject({
      state: 'completed',
      end: hours(1),
      bookedEnd: end,
      returnedAt: hours(1),
      odometer: 9,
    });
    const late = acted(make({ outcome: 'none' }), out, (b) =>
      b.return('booker', { odometer: null, notes: null }, hours(3)),
    );
    expect(late).toMatchObject({ state: 'completed', end, bookedEnd: null, returnedAt: hours(3) });
  });

  it('BK-11: who drives off early has the vehicle from then on, and may be back before the start', () => {
    const booking = make({ outcome: 'none' });
    booking.checkOut('booker', moments.soon);
    expect(booking).toMatchObject({ start: moments.soon, end, checkedOutAt: moments.soon });
    booking.return('booker', { odometer: null, notes: null }, hours(-0.2));
    expect(booking).toMatchObject({ start: moments.soon, end: hours(-0.2), bookedEnd: end });
  });

  it('BK-11: nobody drives off more than an hour before the start', () => {
    expect(() => make({ outcome: 'none' }).checkOut('booker', new Date(+start - 3_600_001))).toThrow(
      TooEarlyToCheckOut,
    );
    const booking = acted(make({ outcome: 'none' }), (b) => b.checkOut('booker', hours(-1)));
    expect(booking.state).toBe('in_use');
  });

  it('BK-12: a confirmed booking is missed from so many minutes after its start on', () => {
    const booking = make({ outcome: 'none' });
    const moments = [new Date(+hours(0.5) - 1), hours(0.5), hours(5)];
    expect(moments.map((now) => booking.isMissed(30, now))).toEqual([false, true, true]);
    expect(make(required).isMissed(30, hours(1))).toBe(false);
    expect(acted(make({ outcome: 'none' }), out).isMissed(30, hours(1))).toBe(false);
  });

  it('BK-8: a seat that somebody takes or gives up is told, with who did it', () => {
    const booking = make({ outcome: 'none' });
    booking.releaseEvents();
    booking.takeSeat('rider', 'booker', 5, moments.before);
    booking.giveUpSeat('passenger', 'passenger', moments.before);
    expect(booking.releaseEvents().map(({ type, payload }) => [type, payload])).toEqual([
      ['bookings.seat-taken', expect.objectContaining({ passengerId: 'rider', by: 'booker' })],
      ['bookings.seat-given-up', expect.objectContaining({ passengerId: 'passenger', by: 'passenger' })],
    ]);
    expect(booking.passengerIds).toEqual(['rider']);
  });

  it('BK-8: no seat for the driver, for who has one, in a whole vehicle, or beyond the last', () => {
    const take = (booking: Booking, who: string, seats: number) => () =>
      booking.takeSeat(who, who, seats, moments.before);
    expect(take(make({ outcome: 'none' }), 'booker', 5)).toThrow(AlreadyAboard);
    expect(take(make({ outcome: 'none' }), 'passenger', 5)).toThrow(AlreadyAboard);
    expect(take(make({ outcome: 'none' }, { wholeVehicle: true }), 'rider', 5)).toThrow(WholeVehicleBooked);
    expect(take(make({ outcome: 'none' }), 'rider', 2)).toThrow(NoSeatLeft);
    const booking = make({ outcome: 'none' });
    take(booking, 'rider', 3)();
    expect(booking.passengerIds).toEqual(['passenger', 'rider']);
    expect(() => booking.giveUpSeat('nobody', 'nobody', moments.before)).toThrow(IllegalTransition);
  });

  const changes: [string, BookingEdit][] = [
    ['vehicle', { vehicleId: 'another' }],
    ['booker', { bookerId: 'somebody' }],
    ['times', { period: Period.of(start, hours(4)) }],
    ['destination', { destination: 'The coast' }],
    ['reason', { reasonId: 'another' }],
  ];
  it.each(changes)('BK-10, AP-8: another %s sends an approved booking back, and asks anew', (_, change) => {
    const booking = acted(make(required), (b) => b.confirm());
    booking.releaseEvents();
    booking.edit(change, 'booker', moments.before, passing(required));
    expect(booking).toMatchObject({ state: 'pending', approval: { state: 'pending' } });
    const told = booking.releaseEvents();
    // In this order: the open request is withdrawn before the next one is opened.
    expect(told.map(({ type }) => type)).toEqual(['bookings.booking-changed', 'bookings.booking-requested']);
    expect(told[0]!.payload).toMatchObject({ reconsidered: true, awaitsApproval: true });
  });

  it('BK-10: other changes, and those that meet no condition, leave it approved', () => {
    const booking = acted(make(required), (b) => b.confirm());
    booking.edit({ notes: 'n', costCentre: 'c', passengerIds: [] }, 'booker', moments.before);
    booking.edit({ destination: 'The coast' }, 'booker', moments.before, passing());
    expect(booking).toMatchObject({ state: 'confirmed', approval: { state: 'approved' } });
  });

  it('BK-10: what has begun can wait for nobody', () => {
    const booking = make({ outcome: 'none' });
    const extend = () =>
      booking.edit({ period: Period.of(start, hours(9)) }, 'booker', moments.during, passing(required));
    expect(extend).toThrow(TooLateForApproval);
    expect(booking).toMatchObject({ state: 'confirmed', end });
  });

  it('an edit that changes nothing tells nothing', () => {
    const booking = make({ outcome: 'none' });
    booking.releaseEvents();
    booking.edit({ period: Period.of(start, end), passengerIds: ['passenger'] }, 'booker', moments.before, passing());
    expect(booking.releaseEvents()).toEqual([]);
  });
});
