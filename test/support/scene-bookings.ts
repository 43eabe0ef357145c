import type { Given, GivenUser } from './given.js';
import type { Scene } from './scene.js';

type Around = Pick<Scene, 'branchId' | 'flowId' | 'booker' | 'approver'> & { mark: string; contactId: string };

/** A booking in every state, and the requests of those that wait. */
export async function bookingsOf(given: Given, { branchId, flowId, booker, approver, mark, contactId }: Around) {
  const book = async (vehicleId: string, fields: object = {}) => {
    const texts = { destination: `${mark} coast`, notes: `${mark} notes`, costCentre: `${mark} cost` };
    const wish = { ...(await given.wish(vehicleId, 20)), ...texts, ...fields };
    return (await booker.client.expect(201, 'POST', '/bookings', wish)).id as string;
  };
  const free = () => given.vehicle(branchId, { name: `${mark} free car` });
  const guarded = () => given.vehicle(branchId, { name: `${mark} guarded car`, approvalFlowId: flowId });
  const bookings = {
    confirmed: await book(await free()),
    pending: await book(await guarded()),
    alsoPending: await book(await guarded()),
    cancelled: await book(await guarded()),
    changeable: await book(await free()),
    shared: await book(await free(), { passengerIds: [contactId] }),
    now: await book(await free(), given.fromNow()),
    out: await book(await free(), given.fromNow()),
  };
  await booker.client.expect(200, 'POST', `/bookings/${bookings.out}/check-out`);
  await booker.client.expect(200, 'POST', `/bookings/${bookings.cancelled}/cancellation`, {});
  const requestFor = async (bookingId: string, state: string) => {
    const { items } = await approver.client.expect(200, 'GET', `/approvals?state=${state}`);
    return items.find((request: { bookingId: string }) => request.bookingId === bookingId).id as string;
  };
  const requests = {
    pending: await requestFor(bookings.pending, 'pending'),
    alsoPending: await requestFor(bookings.alsoPending, 'pending'),
    withdrawn: await requestFor(bookings.cancelled, 'withdrawn'),
  };
  const texts = { destination: `${mark} coast`, notes: `${mark} notes`, costCentre: `${mark} cost` };
  const weekly = {
    ...(await given.wish(await free(), 20)),
    ...texts,
    rrule: 'FREQ=WEEKLY;COUNT=3',
    onConflict: 'fail',
  };
  const { id: seriesId } = await booker.client.expect(201, 'POST', '/booking-series', weekly);
  return { bookings, requests, seriesId: seriesId as string };
}

/** One that is out of service when somebody waits for it, so that the service does not offer it to them. */
async function closedVehicle(given: Given, branchId: string): Promise<string> {
  const vehicleId = await given.vehicle(branchId);
  const { start } = await given.wish(vehicleId, 14);
  const { end } = await given.wish(vehicleId, 16);
  const closure = { start, end, note: 'In the workshop' };
  await given.app.admin.expect(201, 'POST', `/vehicles/${vehicleId}/unavailability`, closure);
  return vehicleId;
}

/** What somebody waits for, and what they are offered. */
export async function waitingOf(given: Given, { client }: GivenUser, branchId: string): Promise<Scene['waitingIds']> {
  const join = async (vehicleId: string) => {
    const { start, end } = await given.wish(vehicleId, 15);
    return (await client.expect(201, 'POST', '/waiting-list', { vehicleId, start, end })).id as string;
  };
  const offered = await join(await given.vehicle(branchId));
  const kept = await join(await closedVehicle(given, branchId));
  await given.app.db.query(
    `UPDATE bookings.waiting_entries SET state = 'offered', offered_vehicle_id = vehicle_id,
            offer_ends_at = now() + interval '1 hour' WHERE id = $1`,
    [offered],
  );
  return { kept, offered };
}
