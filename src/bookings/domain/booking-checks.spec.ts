import { Period } from '../../platform/domain/period.js';
import { checkChange, checkNewBooking, type BookingPlan } from './booking-checks.js';
import type { BookingContext, NamedPerson, VehicleContext } from './booking-context.js';
import type { Approval } from './booking-details.js';
import { Booking } from './booking.js';
import { VehicleCalendar } from './vehicle-calendar.js';

const NOW = new Date('2026-03-02T09:00:00Z');
const at = (hour: number, day = 3) => new Date(Date.UTC(2026, 2, day, hour));
const PERIOD = Period.of(at(10), at(12));
const HELD_BY_ANOTHER = [['another', PERIOD]] as const;

const plan: BookingPlan = {
  vehicleId: 'vehicle',
  bookerId: 'booker',
  period: PERIOD,
  reasonId: 'reason',
  destination: null,
  passengerIds: ['passenger'],
  wholeVehicle: false,
  costCentre: null,
  notes: null,
  customFields: { project: 'Bridge' },
  overridePolicy: false,
};

const person: NamedPerson = {
  branchId: 'branch',
  groupIds: ['group'],
  mayTravel: true,
  mayBeBookedFor: true,
  mayRideAlong: true,
};

const vehicle: VehicleContext = {
  branchId: 'branch',
  seats: 4,
  groupIds: ['group'],
  approvalFlowId: 'flow',
  policyId: 'policy',
  limits: { maxOpenPerPerson: 1 },
  vehicleState: 'active',
  branchState: 'open',
  timeZone: 'Europe/Zurich',
  reasonState: 'active',
  reasonCategory: 'business',
  formerReasonCategory: 'business',
  customFields: [{ key: 'project', required: true }],
  maxBookingDays: 365,
  calendar: new VehicleCalendar([], []),
};

const approval = (): Approval => ({
  outcome: 'required',
  flowId: 'flow',
  reasons: ['always'],
  requireSecondPerson: false,
  steps: [],
  noAnswer: null,
});

interface Case {
  plan: BookingPlan;
  context: BookingContext;
  now: Date;
}

const allowed = (): Case => ({
  plan,
  now: NOW,
  context: {
    permissions: { userId: 'originator', book: true, seeVehicle: true, manageBookings: false, overridePolicy: false },
    vehicle,
    booker: person,
    namedPassengers: new Map([['passenger', person]]),
    travellers: ['booker', 'passenger'].map((id) => ({ id, state: 'verified', agreementToAccept: null })),
    countOpenBookings: () => Promise.resolve(0),
    approvalOf: () => Promise.resolve({ outcome: 'none' }),
  },
});

const withContext = (each: Case, context: Partial<BookingContext>): Case => ({
  ...each,
  context: { ...each.context, ...context },
});
const withVehicle = (each: Case, fields: Partial<VehicleContext>): Case =>
  withContext(each, { vehicle: { ...each.context.vehicle!, ...fields } });
const withPlan = (each: Case, fields: Partial<BookingPlan>): Case => ({ ...each, plan: { ...each.plan, ...fields } });
const withTraveller = (each: Case, changed: string, fields: object): Case =>
  withContext(each, {
    travellers: each.context.travellers.map((one) => (one.id === changed ? { ...one, ...fields } : one)),
  });

/** What each check refuses, in BK-4's order. */
const REFUSALS: [what: string, answer: string, spoil: (each: Case) => Case][] = [
  ['the booker does not exist', 'bookerId', (c) => withContext(c, { booker: undefined })],
  [
    'the requester may not book for them',
    'bookerId',
    (c) => withContext(c, { booker: { ...person, mayBeBookedFor: false } }),
  ],
  [
    'the booker is not verified',
    'booker_not_allowed',
    (c) => withContext(c, { booker: { ...person, mayTravel: false } }),
  ],
  [
    'a passenger is no colleague',
    'passengerIds.0',
    (c) => withContext(c, { namedPassengers: new Map([['passenger', undefined]]) }),
  ],
  [
    'the driver is a passenger, too',
    'passengerIds.1',
    (c) => withPlan(c, { passengerIds: [...c.plan.passengerIds, 'booker'] }),
  ],
  ['there is no such vehicle', 'vehicleId', (c) => withContext(c, { vehicle: undefined })],
  [
    'the requester may not book here',
    'vehicle_not_open',
    (c) => withContext(c, { permissions: { ...c.context.permissions, book: false } }),
  ],
  ['the requester may not override a policy', 'forbidden', (c) => withPlan(c, { overridePolicy: true })],
  [
    'the booker was suspended meanwhile',
    'booker_not_allowed',
    (c) => withTraveller(c, 'booker', { state: 'suspended' }),
  ],
  [
    'the booker has not accepted the agreement',
    'agreement_not_accepted',
    (c) => withTraveller(c, 'booker', { agreementToAccept: 2 }),
  ],
  [
    'a passenger was suspended meanwhile',
    'passengerIds.0',
    (c) => withTraveller(c, 'passenger', { state: 'suspended' }),
  ],
  ['the vehicle is disabled', 'vehicle_out_of_service', (c) => withVehicle(c, { vehicleState: 'disabled' })],
  ['the branch is closed', 'vehicle_out_of_service', (c) => withVehicle(c, { branchState: 'closed' })],
  ['the vehicle is in another group', 'vehicle_not_open', (c) => withVehicle(c, { groupIds: ['other'] })],
  ['the reason is disabled', 'reason_disabled', (c) => withVehicle(c, { reasonState: 'disabled' })],
  ['there are too few seats', 'too_many_passengers', (c) => withVehicle(c, { seats: 1 })],
  ['a field is missing', 'customFields.project', (c) => withPlan(c, { customFields: {} })],
  ['it is too long', 'end', (c) => withVehicle(c, { maxBookingDays: 0.01 })],
  ['the policy is broken', 'policy_violated', (c) => withContext(c, { countOpenBookings: () => Promise.resolve(1) })],
  [
    'the vehicle is not free',
    'vehicle_not_free',
    (c) => withVehicle(c, { calendar: new VehicleCalendar(HELD_BY_ANOTHER, []) }),
  ],
  [
    'it is too late to ask for approval',
    'too_late_for_approval',
    (c) => ({ ...withContext(c, { approvalOf: () => Promise.resolve(approval()) }), now: at(11) }),
  ],
];

/** The code of the refusal, or the field that it is about; `allowed` where there is none. */
const answerTo = async (checked: Promise<unknown>): Promise<string> => {
  try {
    await checked;
    return 'allowed';
  } catch (error) {
    const { problem, members } = error as { problem: { code: string }; members: { errors?: { field: string }[] } };
    return members.errors?.[0]?.field ?? problem.code;
  }
};

const check = (each: Case) => answerTo(checkNewBooking(each.plan, each.context, { now: each.now, recurring: false }));

describe('the checks of a booking', () => {
  it('BK-4: allow what none of them refuses', async () => {
    expect(await check(allowed())).toBe('allowed');
  });

  it.each(REFUSALS)('BK-4: %s', async (_, answer, spoil) => {
    expect(await check(spoil(allowed()))).toBe(answer);
  });

  it('ID-18: a contact need not accept the agreement, for whoever books for them vouches', async () => {
    expect(await check(withTraveller(allowed(), 'booker', { state: 'contact', agreementToAccept: 2 }))).toBe('allowed');
  });

  it('BK-4: of two that fail, the earlier is the answer', async () => {
    const wrong: string[] = [];
    for (const [index, [earlier, answer, spoil]] of REFUSALS.entries()) {
      for (const [later, , spoilToo] of REFUSALS.slice(index + 1)) {
        // What both say about the same thing cannot be wrong twice.
        const both = spoil(spoilToo(allowed()));
        const found = await check(both);
        if (found !== answer) wrong.push(`${earlier} and ${later}: ${found}, not ${answer}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('BK-4: neither open bookings nor approvers are looked up for a booking that is refused before', async () => {
    const asked: string[] = [];
    const spied = withContext(withVehicle(allowed(), { reasonState: 'disabled' }), {
      countOpenBookings: () => Promise.resolve(asked.push('open')),
      approvalOf: () => {
        asked.push('approval');
        return Promise.resolve({ outcome: 'none' });
      },
    });
    expect(await check(spied)).toBe('reason_disabled');
    expect(asked).toEqual([]);
  });

  it('BK-10: a change is checked in what it touches, and its own slot is not in its way', async () => {
    const { context } = allowed();
    const details = { ...plan, branchId: 'branch', originatorId: 'originator' };
    const booking = Booking.make(details, { approval: { outcome: 'none' }, policyOverride: null });
    const calendar = new VehicleCalendar([[booking.id, PERIOD]], []);
    const spoilt = { ...vehicle, calendar, reasonState: 'disabled' as const, seats: 1 };
    const change = (fields: Partial<BookingPlan>) =>
      answerTo(checkChange({ ...plan, ...fields }, { ...context, vehicle: spoilt }, booking, NOW));
    expect(await change({ notes: 'A note' })).toBe('allowed');
    expect(await change({ period: Period.of(at(10), at(13)) })).toBe('allowed');
    expect(await change({ reasonId: 'another' })).toBe('reason_disabled');
    expect(await change({ passengerIds: [] })).toBe('allowed');
    expect(await change({ passengerIds: ['passenger', 'second'] })).toBe('too_many_passengers');
  });

  it('BK-10: a running booking must not become what would need an approval; what is over is only put right', async () => {
    const { context } = allowed();
    const details = { ...plan, branchId: 'branch', originatorId: 'originator' };
    const booking = Booking.make(details, { approval: { outcome: 'none' }, policyOverride: null });
    const asking: BookingContext = {
      ...context,
      vehicle: { ...vehicle, reasonCategory: 'personal', formerReasonCategory: 'business' },
      approvalOf: (_, { reasonCategory }) =>
        Promise.resolve(reasonCategory === 'personal' ? approval() : { outcome: 'none' }),
    };
    const outcomeAt = async (now: Date) =>
      (await checkChange({ ...plan, reasonId: 'another' }, asking, booking, now))?.approval.outcome;
    expect(await outcomeAt(NOW)).toBe('required');
    expect(await outcomeAt(at(11))).toBe('required');
    expect(await outcomeAt(at(23))).toBe('none');
  });
});
