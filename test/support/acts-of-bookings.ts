import { type Act, fresh, span } from './act.js';
import type { Scene } from './scene.js';

const limits = {
  maxDaysAhead: 90,
  minNoticeMinutes: 30,
  minMinutes: 15,
  maxMinutes: 600,
  hours: { from: '07:00', to: '19:00' },
  weekdays: [1, 2, 3, 4, 5],
  bufferMinutes: 15,
  maxOpenPerPerson: 3,
};

/** Those of the bookings, their reasons and their policies. */
/** From now on, with the bookings that there are. */
const ahead = () => ({ from: new Date().toISOString(), to: new Date(Date.now() + 60 * 86_400_000).toISOString() });

async function seriesOf({ given, vehicleId, spareVehicleId, people, booker }: Scene) {
  const wish = await given.wish(vehicleId, 60);
  const times = { occurrence: wish.start, start: wish.start, end: wish.end };
  return {
    ...wish,
    ...{ rrule: 'FREQ=WEEKLY;COUNT=3', bookerId: booker.id, passengerIds: [people.contact] },
    ...{ destination: 'The coast', wholeVehicle: false, costCentre: '4711', notes: 'Every week.' },
    ...{ customFields: {}, overridePolicy: false },
    exceptions: [{ ...times, skip: false, vehicleId: spareVehicleId }],
  };
}

async function editOfSeries({ given, seriesId, spareVehicleId, people, booker }: Scene) {
  const wish = await given.wish(spareVehicleId, 62);
  const { occurrences } = await given.app.admin.expect(200, 'GET', `/booking-series/${seriesId}`);
  // It stays where it is, so that the same can be asked twice.
  const kept = { occurrence: occurrences[0].start, skip: true, start: wish.start, end: wish.end };
  return {
    ...wish,
    ...{ from: new Date().toISOString(), bookerId: booker.id, passengerIds: [people.contact] },
    ...{ destination: 'The hills', wholeVehicle: false, costCentre: '4712', notes: 'Another way.' },
    ...{ customFields: {}, overridePolicy: false },
    exceptions: [{ ...kept, vehicleId: spareVehicleId }],
  };
}

let days = 0;
/** Never the same again: a person waits for the same thing and time once. */
const anotherDay = () => {
  const start = Date.parse(span.from) + (days += 1) * 86_400_000;
  return { start: new Date(start).toISOString(), end: new Date(start + 3_600_000).toISOString() };
};

export const bookingActs: Record<string, (scene: Scene) => Act | Promise<Act>> = {
  'GET /api/v1/booking-reasons': () => ({}),
  'POST /api/v1/booking-reasons': () => ({ body: { name: `Reason ${fresh()}`, category: 'personal' } }),
  'PATCH /api/v1/booking-reasons/{id}': ({ ownReasonId }) => ({
    id: ownReasonId,
    body: { name: `Reason ${fresh()}`, category: 'business', state: 'disabled' },
  }),
  'DELETE /api/v1/booking-reasons/{id}': ({ ownReasonId }) => ({ id: ownReasonId }),
  'GET /api/v1/booking-policies': () => ({ query: { limit: '5' } }),
  'POST /api/v1/booking-policies': () => ({ body: { name: `Policy ${fresh()}`, ...limits } }),
  'PATCH /api/v1/booking-policies/{id}': ({ policyId }) => ({
    id: policyId,
    body: { name: `Policy ${fresh()}`, ...limits },
  }),
  'DELETE /api/v1/booking-policies/{id}': ({ policyId }) => ({ id: policyId }),
  'GET /api/v1/availability': ({ branchId, groupId, locationId, accessoryId }) => ({
    query: {
      ...{ ...span, branchId, groupId, locationId, accessoryId },
      ...{ seats: '2', transmission: 'manual', kind: 'car', destination: 'The coast' },
    },
  }),
  'GET /api/v1/vehicle-choices': ({ branchId }) => ({ query: { branchId } }),
  'GET /api/v1/people-choices': () => ({ query: { for: 'passenger', q: 'e' } }),
  'GET /api/v1/board': ({ branchId }) => ({ query: { branchId, ...span } }),
  'GET /api/v1/bookings': ({ branchId, vehicleId, booker, reasonId }) => ({
    query: {
      ...{ view: 'branch', state: 'confirmed', branchId, vehicleId, userId: booker.id, reasonId },
      ...{ ...span, sort: '-start', limit: '5' },
    },
  }),
  'GET /api/v1/bookings.csv': ({ branchId, vehicleId, booker, reasonId }) => ({
    query: { view: 'branch', state: 'upcoming', branchId, vehicleId, userId: booker.id, reasonId, ...span },
  }),
  'POST /api/v1/me/calendar-feed': () => ({}),
  'DELETE /api/v1/me/calendar-feed': () => ({}),
  'GET /calendar/{secret}.ics': ({ calendarSecret }) => ({ id: calendarSecret }),
  'GET /api/v1/reports/bookings': ({ branchId }) => ({ query: { ...ahead(), branchId, limit: '5' } }),
  'GET /api/v1/reports/utilisation': ({ branchId }) => ({ query: { ...ahead(), branchId, limit: '5' } }),
  'GET /api/v1/reports/vehicles': ({ branchId }) => ({ query: { ...ahead(), branchId, limit: '5' } }),
  'GET /api/v1/reports/reason-split': ({ branchId }) => ({ query: { ...ahead(), branchId } }),
  'POST /api/v1/bookings': async ({ given, vehicleId, people, booker }) => ({
    body: {
      ...(await given.wish(vehicleId, 30)),
      bookerId: booker.id,
      passengerIds: [people.contact],
      destination: 'The coast',
      wholeVehicle: false,
      costCentre: '4711',
      notes: 'Two lines,\nthis is the second.',
      customFields: {},
      overridePolicy: false,
    },
  }),
  'POST /api/v1/booking-series': async (scene) => ({ body: { ...(await seriesOf(scene)), onConflict: 'skip' } }),
  'POST /api/v1/booking-series/preview': async (scene) => ({ body: await seriesOf(scene) }),
  'GET /api/v1/booking-series/{id}': ({ seriesId }) => ({ id: seriesId }),
  'PATCH /api/v1/booking-series/{id}': async (scene) => ({
    id: scene.seriesId,
    body: { ...(await editOfSeries(scene)), onConflict: 'skip' },
  }),
  'POST /api/v1/booking-series/{id}/preview': async (scene) => ({
    id: scene.seriesId,
    body: await editOfSeries(scene),
  }),
  'POST /api/v1/booking-series/{id}/cancellation': ({ seriesId }) => ({
    id: seriesId,
    body: { from: new Date().toISOString(), reason: 'Rain.' },
  }),
  'GET /api/v1/waiting-list': () => ({ query: { limit: '5' } }),
  'POST /api/v1/waiting-list': ({ branchId, vehicleId }) => ({
    body: { vehicleId, branchId, ...anotherDay(), seats: 2 },
  }),
  'DELETE /api/v1/waiting-list/{id}': ({ waitingIds }) => ({ id: waitingIds.kept }),
  'POST /api/v1/waiting-list/{id}/acceptance': ({ waitingIds, reasonId, people }) => ({
    id: waitingIds.offered,
    body: {
      ...{ reasonId, destination: 'The coast', passengerIds: [people.contact], wholeVehicle: false },
      ...{ costCentre: '4711', notes: 'At last.', customFields: {} },
    },
  }),
  'PATCH /api/v1/bookings/{id}': async ({ given, bookings, spareVehicleId, people, booker }) => ({
    id: bookings.changeable,
    body: {
      ...(await given.wish(spareVehicleId, 31)),
      bookerId: booker.id,
      passengerIds: [people.contact],
      destination: 'The hills',
      wholeVehicle: false,
      costCentre: '4712',
      notes: 'Another way.',
      customFields: {},
      overridePolicy: false,
    },
  }),
  'POST /api/v1/bookings/{id}/extension': async ({ given, bookings, vehicleId }) => ({
    id: bookings.changeable,
    body: { end: (await given.wish(vehicleId, 40)).end },
  }),
  'POST /api/v1/bookings/{id}/check-out': ({ bookings }) => ({ id: bookings.now }),
  'POST /api/v1/bookings/{id}/return': ({ bookings }) => ({
    id: bookings.out,
    body: { odometer: 4_711, notes: 'The left mirror is loose.' },
  }),
  'POST /api/v1/bookings/{id}/seats': ({ bookings, approver }) => ({
    id: bookings.changeable,
    body: { userId: approver.id },
  }),
  'DELETE /api/v1/bookings/{id}/seats': ({ bookings, people }) => ({
    id: bookings.shared,
    body: { userId: people.contact },
  }),
  'GET /api/v1/bookings/{id}/history': ({ bookings }) => ({ id: bookings.confirmed, query: { limit: '5' } }),
  'GET /api/v1/bookings/{id}': ({ bookings }) => ({ id: bookings.confirmed }),
  'POST /api/v1/bookings/{id}/cancellation': ({ bookings }) => ({ id: bookings.confirmed, body: { reason: 'Rain.' } }),
};
