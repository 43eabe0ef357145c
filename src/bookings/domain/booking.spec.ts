import { IllegalTransition } from '../../platform/domain/domain-error.js';
import { Period } from '../../platform/domain/period.js';
import { type Approval, Booking, type BookingState } from './booking.js';
import { BookingNotPending } from './errors.js';

const start = new Date('2030-01-01T10:00:00Z');
const end = new Date('2030-01-01T12:00:00Z');
const before = new Date('2029-12-31T10:00:00Z');
const required: Approval = { outcome: 'required', flowId: 'flow', reasons: ['always'], requireSecondPerson: false };

const make = (approval: Approval) =>
  Booking.make(
    {
      vehicleId: 'vehicle',
      branchId: 'branch',
      bookerId: 'booker',
      originatorId: 'booker',
      period: Period.of(start, end),
      reasonId: 'reason',
      destination: null,
      passengerIds: [],
      wholeVehicle: false,
      costCentre: null,
      notes: null,
    },
    approval,
  );
const acted = (booking: Booking, act: (booking: Booking) => void) => {
  act(booking);
  return booking;
};

type Reachable = Extract<BookingState, 'pending' | 'confirmed' | 'declined' | 'lapsed' | 'cancelled'>;
const bookings: Record<Reachable, () => Booking> = {
  pending: () => make(required),
  confirmed: () => make({ outcome: 'none' }),
  declined: () => acted(make(required), (booking) => booking.decline('No.')),
  lapsed: () => acted(make(required), (booking) => booking.lapse()),
  cancelled: () => acted(make(required), (booking) => booking.cancel('booker', null, before)),
};
const verbs: Record<string, (booking: Booking) => void> = {
  confirm: (booking) => booking.confirm(),
  decline: (booking) => booking.decline(null),
  lapse: (booking) => booking.lapse(),
  cancel: (booking) => booking.cancel('booker', null, before),
};
const legal: Record<string, Partial<Record<Reachable, Reachable>>> = {
  confirm: { pending: 'confirmed' },
  decline: { pending: 'declined' },
  lapse: { pending: 'lapsed' },
  cancel: { pending: 'cancelled', confirmed: 'cancelled' },
};

describe('Booking', () => {
  const pairs = (Object.keys(bookings) as Reachable[]).flatMap((state) =>
    Object.keys(verbs).map((verb) => ({ state, verb, next: legal[verb]![state] })),
  );

  it.each(pairs.filter(({ next }) => next))('BK-2: $verb makes $state $next, and tells it', ({ state, verb, next }) => {
    const booking = bookings[state]();
    booking.releaseEvents();
    verbs[verb]!(booking);
    expect(booking.state).toBe(next);
    expect(booking.releaseEvents()).toHaveLength(1);
  });

  it.each(pairs.filter(({ next }) => !next))('BK-2: $verb refuses what is $state', ({ state, verb }) => {
    const booking = bookings[state]();
    booking.releaseEvents();
    const earlier = { ...booking };
    expect(() => verbs[verb]!(booking)).toThrow(verb === 'cancel' ? IllegalTransition : BookingNotPending);
    expect({ ...booking }).toEqual(earlier);
    expect(booking.releaseEvents()).toEqual([]);
  });

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
});
