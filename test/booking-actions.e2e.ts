import { type TestApp, startApp } from './support/app.js';
import type { Client } from './support/client.js';
import { Given } from './support/given.js';

const HOUR = 3_600_000;
const inHours = (hours: number) => new Date(Math.round(Date.now() / 60_000) * 60_000 + hours * HOUR).toISOString();

/** Where a booking stands: its stored state, and when it is to be. */
const stages = {
  pending: { state: 'pending', from: 48, to: 50 },
  ahead: { state: 'confirmed', from: 48, to: 50 },
  running: { state: 'confirmed', from: -1, to: 2 },
  over: { state: 'confirmed', from: -5, to: -3 },
  in_use: { state: 'in_use', from: -1, to: 2 },
  completed: { state: 'completed', from: -5, to: -3 },
  declined: { state: 'declined', from: 48, to: 50 },
  lapsed: { state: 'lapsed', from: -5, to: -3 },
  cancelled: { state: 'cancelled', from: 48, to: 50 },
  no_show: { state: 'no_show', from: -5, to: -3 },
} as const;
type Stage = keyof typeof stages;

type Ask = (
  client: Client,
  path: string,
  booking: { otherVehicleId: string; end: string },
) => ReturnType<Client['post']>;
const actions: Record<string, Ask> = {
  read: (client, path) => client.get(path),
  history: (client, path) => client.get(`${path}/history`),
  notes: (client, path) => client.patch(path, { notes: 'Other.' }),
  destination: (client, path) => client.patch(path, { destination: 'Elsewhere' }),
  move: (client, path) => client.patch(path, { start: inHours(72), end: inHours(75) }),
  vehicle: (client, path, { otherVehicleId }) => client.patch(path, { vehicleId: otherVehicleId }),
  extend: (client, path, { end }) =>
    client.post(`${path}/extension`, { end: new Date(Date.parse(end) + HOUR).toISOString() }),
  'check-out': (client, path) => client.post(`${path}/check-out`),
  return: (client, path) => client.post(`${path}/return`, {}),
  cancel: (client, path) => client.post(`${path}/cancellation`, {}),
  ride: (client, path) => client.post(`${path}/seats`),
  leave: (client, path) => client.delete(`${path}/seats`),
};
type Action = keyof typeof actions;

/** In which stages each action is possible at all; everywhere else it is 409. */
const possible: Record<Action, readonly Stage[]> = {
  read: Object.keys(stages) as Stage[],
  history: Object.keys(stages) as Stage[],
  notes: ['pending', 'ahead', 'running', 'over', 'in_use', 'completed'],
  destination: ['pending', 'ahead', 'running', 'in_use'],
  move: ['pending', 'ahead'],
  vehicle: ['pending', 'ahead'],
  extend: ['pending', 'ahead', 'running', 'in_use'],
  'check-out': ['running'],
  return: ['in_use'],
  cancel: ['pending', 'ahead', 'running'],
  ride: ['pending', 'ahead', 'running'],
  leave: ['pending', 'ahead', 'running'],
};

/**
 * Who may do each: `y` where the stage decides, else the answer whatever the stage. A passenger has a seat already, the
 * booker and the admins have none to leave.
 */
const who = [
  'booker',
  'originator',
  'bookingAdmin',
  'branchAdmin',
  'passenger',
  'colleague',
  'stranger',
  'approver',
  'nobody',
] as const;
type Who = (typeof who)[number];
const rights: Record<Action, string> = {
  //            bkr  org  bAdm brAd pass coll strg appr none
  read: '       y    y    y    y    y    404  404  403  401',
  history: '    y    y    y    y    y    404  404  403  401',
  notes: '      y    y    y    y    403  404  404  403  401',
  destination: 'y    y    y    y    403  404  404  403  401',
  move: '       y    y    y    y    403  404  404  403  401',
  vehicle: '    y    y    y    y    403  404  404  403  401',
  extend: '     y    y    y    y    403  404  404  403  401',
  'check-out': 'y    y    y    y    403  404  404  403  401',
  return: '     y    y    y    y    403  404  404  403  401',
  cancel: '     y    y    y    y    403  404  404  403  401',
  ride: '       409  y    y    y    409  y    404  403  401',
  leave: '      409  409  409  409  y    404  404  403  401',
};

describe('BK-2: role × stage × action of bookings', () => {
  let app: TestApp;
  let given: Given;
  let template: { id: string; vehicleId: string };
  let otherVehicleId: string;
  let clients: Record<Who, Client>;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    const branchId = await given.branch();
    const [booker, passenger, colleague] = await Promise.all([1, 2, 3].map(() => given.user(branchId, ['booker'])));
    const originator = await given.user(branchId, ['booker', 'on_behalf_booker']);
    const people = {
      ...{ booker, passenger, colleague, originator },
      bookingAdmin: await given.user(branchId, ['booking_admin']),
      branchAdmin: await given.user(branchId, ['branch_admin']),
      approver: await given.user(branchId, ['booking_approver']),
      stranger: await given.user(await given.branch(), ['branch_admin']),
    };
    const named = Object.fromEntries(Object.entries(people).map(([name, person]) => [name, person!.client]));
    clients = { ...(named as Record<Exclude<Who, 'nobody'>, Client>), nobody: app.anyone() };
    otherVehicleId = await given.vehicle(branchId);
    const vehicleId = await given.vehicle(branchId);
    const wish = { ...(await given.wish(vehicleId, 2)), bookerId: booker!.id, passengerIds: [passenger!.id] };
    template = { ...(await originator.client.expect(201, 'POST', '/bookings', wish)), vehicleId };
  }, 60_000);
  afterAll(() => app?.stop());

  /** A copy of the template on a vehicle of its own, put into the stage past every rule: some stages take hours to reach. */
  async function bookingIn(stage: Stage): Promise<{ id: string; otherVehicleId: string; end: string }> {
    const { state, from, to } = stages[stage];
    const { rows } = await app.db.query(
      `WITH vehicles AS (SELECT gen_random_uuid() AS own, gen_random_uuid() AS other), made AS (
         INSERT INTO fleet.vehicles
         SELECT (jsonb_populate_record(v, jsonb_build_object('id', fresh.id, 'registration', fresh.id))).*
           FROM fleet.vehicles v, (SELECT own AS id FROM vehicles UNION ALL SELECT other FROM vehicles) AS fresh
          WHERE v.id = $1 RETURNING id)
       SELECT own, other, (SELECT count(*) FROM made) FROM vehicles`,
      [otherVehicleId],
    );
    const [{ own, other }] = rows;
    const end = inHours(to);
    const change = {
      ...{ id: crypto.randomUUID(), vehicle_id: own, state, period: `[${inHours(from)},${end})` },
      ...(state === 'in_use' && { checked_out_at: inHours(from) }),
      ...(state === 'pending' && { approval: { state: 'pending', skipped: false, automatic: false } }),
    };
    await app.db.query(
      `INSERT INTO bookings.bookings SELECT (jsonb_populate_record(b, $2)).* FROM bookings.bookings b WHERE b.id = $1`,
      [template.id, JSON.stringify(change)],
    );
    return { id: change.id, otherVehicleId: other, end };
  }
  const stored = async (id: string) => {
    const { rows } = await app.db.query(
      `SELECT to_jsonb(b) AS booking, (SELECT count(*) FROM platform.audit_entries WHERE subject_id = b.id) AS entries
         FROM bookings.bookings b WHERE id = $1`,
      [id],
    );
    return rows[0];
  };

  describe.each(Object.keys(stages) as Stage[])('%s', (stage) => {
    it.each(Object.keys(actions))('%s', async (action) => {
      const answers = rights[action]!.trim().split(/\s+/);
      const departures: unknown[] = [];
      let refusedOn = await bookingIn(stage);
      for (const [index, person] of who.entries()) {
        const right = answers[index]!;
        const wanted = right !== 'y' ? Number(right) : possible[action]!.includes(stage) ? 200 : 409;
        const before = await stored(refusedOn.id);
        const { status, body } = await actions[action]!(clients[person], `/bookings/${refusedOn.id}`, refusedOn);
        const got = status < 300 ? 200 : status;
        const changed = JSON.stringify(await stored(refusedOn.id)) !== JSON.stringify(before);
        const shouldChange = wanted === 200 && !['read', 'history'].includes(action);
        if (got !== wanted || changed !== shouldChange)
          departures.push({ person, wanted, status, changed, code: body?.code });
        if (changed) refusedOn = await bookingIn(stage);
      }
      expect(departures).toEqual([]);
    });
  });
});
