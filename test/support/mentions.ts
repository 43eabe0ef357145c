import type { TestApp } from './app.js';
import { Given, type GivenUser } from './given.js';

/** What others wrote of somebody who has no part in it any more, or never had one. */
export interface Mentions {
  /** Bookings of others, by where they name the person. */
  bookings: Record<'riding' | 'waiting' | 'left' | 'theirs' | 'series' | 'innocent', string>;
  vehicleId: string;
}

/** Whom they are by: the booker is an originator for others, the approver decides. */
interface Writers {
  branchId: string;
  booker: GivenUser;
  approver: GivenUser;
}

/** Names a person, by name and address, wherever others can write. */
export async function mention(
  app: TestApp,
  { id, email }: GivenUser,
  name: string,
  { branchId, booker, approver }: Writers,
): Promise<Mentions> {
  const given = new Given(app);
  const who = `${name.toLowerCase()} <${email.toUpperCase()}>`;
  const book = async (fields: object, vehicle: object = {}): Promise<string> => {
    const wish = await given.wish(await given.vehicle(branchId, vehicle), 5);
    return (await booker.client.expect(201, 'POST', '/bookings', { ...wish, ...fields })).id as string;
  };
  const approve = async (bookingId: string, note: string) => {
    const { items } = await approver.client.expect(200, 'GET', '/approvals?limit=200');
    const request = items.find((item: { bookingId: string }) => item.bookingId === bookingId);
    await approver.client.expect(200, 'POST', `/approvals/${request.id}/decision`, { decision: 'approve', note });
  };
  const customFields = [{ key: 'contact', label: 'Contact', required: false }];
  await app.admin.expect(200, 'PATCH', '/organisation', { customFields });
  const twoSteps = { steps: [{ name: 'One' }, { name: `Another than ${name}` }] };
  const passengerIds = [id];
  const riding = await book({ passengerIds }, { approvalFlowId: await given.flow() });
  await approve(riding, `Since ${who} comes along`);
  const waiting = await book({}, { approvalFlowId: await given.flow({ always: true }, twoSteps) });
  await approve(waiting, `Ask ${who}`);
  const left = await book({ passengerIds, notes: `Fetch ${who}` });
  await booker.client.expect(204, 'DELETE', `/bookings/${left}/seats`, { userId: id });
  const theirs = await book({
    ...{ notes: `Keys from ${who}`, destination: `The yard of ${name}`, costCentre: name.slice(0, 60) },
    customFields: { contact: who },
  });
  await booker.client.expect(200, 'PATCH', `/bookings/${theirs}`, { notes: `Keys from ${who}, at the gate` });
  await booker.client.expect(200, 'POST', `/bookings/${theirs}/cancellation`, { reason: `${who} is ill` });
  const innocent = await book({ notes: `${name}sen is somebody else` });

  const seriesWish = await given.wish(await given.vehicle(branchId, { approvalFlowId: await given.flow() }), 5);
  const series = { ...seriesWish, rrule: 'FREQ=DAILY;COUNT=2', onConflict: 'fail' };
  const { occurrences } = await booker.client.expect(201, 'POST', '/booking-series', series);
  await approve(occurrences[0].bookingId, `With ${who}`);

  const vehicleId = await given.vehicle(branchId, { notes: `The keys are with ${who}` });
  const start = new Date(Date.now() + 86_400_000).toISOString();
  const end = new Date(Date.now() + 2 * 86_400_000).toISOString();
  await app.admin.expect(201, 'POST', `/vehicles/${vehicleId}/unavailability`, { start, end, note: `Dent of ${who}` });
  await app.admin.expect(200, 'PUT', `/branches/${branchId}/welcome-message`, { markdown: `Ask ${who}.` });
  await app.admin.expect(201, 'POST', '/groups', { name: `Friends of ${name}`, branchIds: [branchId] });
  await app.admin.expect(201, 'POST', '/groups', { name: `Friends of ${email}`, branchIds: [branchId] });
  await given.vehicle(branchId, { name: `Car of ${name}` });
  await given.flow({ always: true }, { name: `Ask ${name}` });
  await app.admin.expect(201, 'POST', '/booking-policies', { name: `Policy of ${name}` });
  await app.admin.expect(201, 'POST', '/booking-reasons', { name: `Visit to ${name}`, category: 'business' });
  // Published by its own door it would be everybody's turn to accept it.
  await app.db.query(
    `INSERT INTO branches.agreements (id, version, text, published_by, published_at)
     VALUES (gen_random_uuid(), 1, $1, $2, now() - interval '1 year')`,
    [`Damage is told to ${who}.`, id],
  );
  const rejected = await given.contact(branchId);
  await app.db.query(`UPDATE identity.users SET rejection_reason = $2 WHERE id = $1`, [rejected, `Is ${who} again`]);
  return { bookings: { riding, waiting, left, theirs, series: occurrences[0].bookingId, innocent }, vehicleId };
}
