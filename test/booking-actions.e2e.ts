import { EndNoShows } from '../src/bookings/use-cases/end-no-shows.js';
import { type TestApp, startApp } from './support/app.js';
import type { Client } from './support/client.js';
import { Given } from './support/given.js';

const HOUR = 3_600_000;
const inHours = (hours: number) => new Date(Math.round(Date.now() / 60_000) * 60_000 + hours * HOUR).toISOString();

/** Where a booking stands: its stored state, when it is to be, and what became of its request. All eight states are here. */
const stages = {
  pending: { state: 'pending', from: 48, to: 50, request: 'pending' },
  ahead: { state: 'confirmed', from: 48, to: 50, request: 'approved' },
  running: { state: 'confirmed', from: -1, to: 2, request: 'approved' },
  over: { state: 'confirmed', from: -5, to: -3, request: 'approved' },
  in_use: { state: 'in_use', from: -1, to: 2, request: 'approved' },
  completed: { state: 'completed', from: -5, to: -3, request: 'approved' },
  declined: { state: 'declined', from: 48, to: 50, request: 'declined' },
  lapsed: { state: 'lapsed', from: -5, to: -3, request: 'lapsed' },
  cancelled: { state: 'cancelled', from: 48, to: 50, request: 'withdrawn' },
  no_show: { state: 'no_show', from: -5, to: -3, request: 'approved' },
} as const;
type Stage = keyof typeof stages;

/** A booking in some stage, and whom and what an action may name. */
interface Subject {
  id: string;
  requestId: string;
  end: string;
  otherVehicleId: string;
  otherReasonId: string;
  passengerId: string;
  guestId: string;
  colleagueId: string;
}
type Ask = (client: Client, path: string, subject: Subject) => ReturnType<Client['post']>;
const decide = (client: Client, { requestId }: Subject, decision: string) =>
  client.post(`/approvals/${requestId}/decision`, { decision });
const actions: Record<string, Ask> = {
  read: (client, path) => client.get(path),
  history: (client, path) => client.get(`${path}/history`),
  notes: (client, path) => client.patch(path, { notes: 'Other.' }),
  reason: (client, path, { otherReasonId }) => client.patch(path, { reasonId: otherReasonId }),
  destination: (client, path) => client.patch(path, { destination: 'Elsewhere' }),
  whole: (client, path) => client.patch(path, { wholeVehicle: true }),
  passengers: (client, path) => client.patch(path, { passengerIds: [] }),
  booker: (client, path, { colleagueId }) => client.patch(path, { bookerId: colleagueId }),
  move: (client, path) => client.patch(path, { start: inHours(72), end: inHours(75) }),
  vehicle: (client, path, { otherVehicleId }) => client.patch(path, { vehicleId: otherVehicleId }),
  extend: (client, path, { end }) =>
    client.post(`${path}/extension`, { end: new Date(Date.parse(end) + HOUR).toISOString() }),
  'check-out': (client, path) => client.post(`${path}/check-out`),
  return: (client, path) => client.post(`${path}/return`, {}),
  cancel: (client, path) => client.post(`${path}/cancellation`, {}),
  ride: (client, path) => client.post(`${path}/seats`),
  leave: (client, path) => client.delete(`${path}/seats`),
  'give a seat': (client, path, { guestId }) => client.post(`${path}/seats`, { userId: guestId }),
  'take a seat back': (client, path, { passengerId }) =>
    client.delete(`${path}/seats`, { body: { userId: passengerId } }),
  approve: (client, _, subject) => decide(client, subject, 'approve'),
  decline: (client, _, subject) => decide(client, subject, 'decline'),
};
type Action = keyof typeof actions;

/** In which stages each action is possible at all; everywhere else it is 409. */
const possible: Record<Action, readonly Stage[]> = {
  read: Object.keys(stages) as Stage[],
  history: Object.keys(stages) as Stage[],
  notes: ['pending', 'ahead', 'running', 'over', 'in_use', 'completed'],
  reason: ['pending', 'ahead', 'running', 'over', 'in_use', 'completed'],
  destination: ['pending', 'ahead', 'running', 'in_use'],
  whole: ['pending', 'ahead', 'running', 'in_use'],
  passengers: ['pending', 'ahead', 'running', 'in_use'],
  booker: ['pending', 'ahead'],
  move: ['pending', 'ahead'],
  vehicle: ['pending', 'ahead'],
  extend: ['pending', 'ahead', 'running', 'in_use'],
  'check-out': ['running'],
  return: ['in_use'],
  cancel: ['pending', 'ahead', 'running'],
  ride: ['pending', 'ahead', 'running'],
  leave: ['pending', 'ahead', 'running'],
  'give a seat': ['pending', 'ahead', 'running'],
  'take a seat back': ['pending', 'ahead', 'running'],
  approve: ['pending'],
  decline: ['pending'],
};

/**
 * Who may do each: `y` where the stage decides, else the answer whatever the stage, or, with a question mark, wherever the
 * stage would allow it. A passenger has a seat already, the booker and the admins have none to leave; and a booker may name
 * nobody else as one.
 */
const who = [
  ...(['booker', 'originator', 'bookingAdmin', 'branchAdmin', 'organisationAdmin', 'passenger'] as const),
  ...(['colleague', 'elsewhere', 'stranger', 'approver', 'accountant', 'nobody'] as const),
];
type Who = (typeof who)[number];
const rights: Record<Action, string> = {
  //                   bkr  org  bAdm brAd oAdm pass coll else strg appr acct none
  read: '              y    y    y    y    y    y    404  404  404  404  y    401',
  history: '           y    y    y    y    y    y    404  404  404  404  y    401',
  notes: '             y    y    y    y    y    403  404  404  404  403  403  401',
  reason: '            y    y    y    y    y    403  404  404  404  403  403  401',
  destination: '       y    y    y    y    y    403  404  404  404  403  403  401',
  whole: '             y    y    y    y    y    403  404  404  404  403  403  401',
  passengers: '        y    y    y    y    y    403  404  404  404  403  403  401',
  booker: '            404? y    404? y    y    403  404  404  404  403  403  401',
  move: '              y    y    y    y    y    403  404  404  404  403  403  401',
  vehicle: '           y    y    y    y    y    403  404  404  404  403  403  401',
  extend: '            y    y    y    y    y    403  404  404  404  403  403  401',
  'check-out': '       y    y    y    y    y    403  404  404  404  403  403  401',
  return: '            y    y    y    y    y    403  404  404  404  403  403  401',
  cancel: '            y    y    y    y    y    403  404  404  404  404  403  401',
  ride: '              409  y    y    y    y    409  y    y    404  403  403  401',
  leave: '             409  409  409  409  409  y    404  404  404  403  403  401',
  'give a seat': '     y    y    y    y    y    403  404  404  404  403  403  401',
  'take a seat back': 'y    y    y    y    y    y    404  404  404  403  403  401',
  approve: '           403  403  403  403  403  403  403  403  403  y    403  401',
  decline: '           403  403  403  403  403  403  403  403  403  y    403  401',
};

describe('BK-2: role × stage × action of bookings', () => {
  let app: TestApp;
  let given: Given;
  let template: { bookingId: string; requestId: string; approverId: string };
  let named: Omit<Subject, 'id' | 'requestId' | 'end' | 'otherVehicleId'>;
  let otherVehicleId: string;
  let clients: Record<Who, Client>;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    const branchId = await given.branch();
    const [booker, passenger, colleague] = await Promise.all([1, 2, 3].map(() => given.user(branchId, ['booker'])));
    const originator = await given.user(branchId, ['booker', 'on_behalf_booker']);
    const people = {
      ...{ booker: booker!, passenger: passenger!, colleague: colleague!, originator },
      bookingAdmin: await given.user(branchId, ['booking_admin']),
      branchAdmin: await given.user(branchId, ['branch_admin']),
      approver: await given.user(branchId, ['booking_approver']),
      accountant: await given.user(branchId, ['accountant']),
      elsewhere: await given.user(await given.branch(), ['booker', 'multibranch_booker']),
      stranger: await given.user(await given.branch(), ['branch_admin']),
    };
    const signedIn = Object.entries(people).map(([name, person]) => [name, person.client]);
    clients = { ...Object.fromEntries(signedIn), organisationAdmin: app.admin, nobody: app.anyone() };
    otherVehicleId = await given.vehicle(branchId);
    const vehicleId = await given.vehicle(branchId, { approvalFlowId: await given.flow() });
    const wish = { ...(await given.wish(vehicleId, 2)), bookerId: booker!.id, passengerIds: [passenger!.id] };
    const { id } = await originator.client.expect(201, 'POST', '/bookings', wish);
    const { rows } = await app.db.query('SELECT id FROM approvals.requests WHERE booking_id = $1', [id]);
    template = { bookingId: id, requestId: rows[0].id, approverId: people.approver.id };
    const others = { guestId: await given.contact(branchId), otherReasonId: await given.reason('personal') };
    named = { ...others, passengerId: passenger!.id, colleagueId: colleague!.id };
  });
  afterAll(() => app?.stop());

  /** A copy of the template on a vehicle of its own, put into the stage past every rule: some stages take hours to reach. */
  async function bookingIn(stage: Stage): Promise<Subject> {
    const { state, from, to, request } = stages[stage];
    const { rows } = await app.db.query(
      `WITH vehicles AS (SELECT gen_random_uuid() AS own, gen_random_uuid() AS other), made AS (
         INSERT INTO fleet.vehicles (id, branch_id, name, registration, kind, seats, group_ids, state, version, created_at)
         SELECT fresh.id, branch_id, name, fresh.id, kind, seats, group_ids, state, version, created_at
           FROM fleet.vehicles v, (SELECT own AS id FROM vehicles UNION ALL SELECT other FROM vehicles) AS fresh
          WHERE v.id = $1 RETURNING id)
       SELECT own, other, (SELECT count(*) FROM made) FROM vehicles`,
      [otherVehicleId],
    );
    const [{ own, other }] = rows;
    const [id, requestId, end] = [crypto.randomUUID(), crypto.randomUUID(), inHours(to)];
    const times = { vehicle_id: own, period: `[${inHours(from)},${end})` };
    const change = {
      ...{ id, ...times, state, approval: { state: request, skipped: false, automatic: false } },
      ...(state === 'in_use' && { checked_out_at: inHours(from) }),
    };
    const decided = ['approved', 'declined'].includes(request);
    const asked = {
      ...{ id: requestId, booking_id: id, ...times, state: request },
      ...(decided && { decided_by: template.approverId, decided_at: inHours(-9) }),
    };
    const copies = [
      ['bookings.bookings', template.bookingId, change],
      ['approvals.requests', template.requestId, asked],
    ] as const;
    for (const [table, of, fields] of copies) {
      await app.db.query(
        `INSERT INTO ${table} SELECT (jsonb_populate_record(t, $2)).* FROM ${table} t WHERE t.id = $1`,
        [of, JSON.stringify(fields)],
      );
    }
    return { id, requestId, end, otherVehicleId: other, ...named };
  }
  const stored = async ({ id }: Subject) => {
    const { rows } = await app.db.query(
      `SELECT to_jsonb(b) AS booking, (SELECT count(*) FROM platform.audit_entries WHERE subject_id = b.id) AS entries,
              (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.id) FROM approvals.requests r WHERE r.booking_id = b.id) AS requests
         FROM bookings.bookings b WHERE id = $1`,
      [id],
    );
    return rows[0];
  };
  const answerWanted = (right: string, action: Action, stage: Stage): number => {
    if (/^\d+$/.test(right)) return Number(right);
    if (!possible[action]!.includes(stage)) return 409;
    return right === 'y' ? 200 : Number.parseInt(right, 10);
  };

  describe.each(Object.keys(stages) as Stage[])('%s', (stage) => {
    it.each(Object.keys(actions))('%s', async (action) => {
      const answers = rights[action]!.trim().split(/\s+/);
      expect(answers).toHaveLength(who.length);
      const departures: unknown[] = [];
      let subject = await bookingIn(stage);
      for (const [index, person] of who.entries()) {
        const wanted = answerWanted(answers[index]!, action, stage);
        const before = await stored(subject);
        const { status, body } = await actions[action]!(clients[person], `/bookings/${subject.id}`, subject);
        const got = status < 300 ? 200 : status;
        const changed = JSON.stringify(await stored(subject)) !== JSON.stringify(before);
        const shouldChange = wanted === 200 && !['read', 'history'].includes(action);
        if (got !== wanted || changed !== shouldChange)
          departures.push({ person, wanted, status, changed, code: body?.code });
        if (changed) subject = await bookingIn(stage);
      }
      expect(departures).toEqual([]);
    });
  });

  it('BK-12: the clock makes no-shows of those that nobody fetched, and changes no other', async () => {
    const subjects = new Map<Stage, Subject>();
    for (const stage of Object.keys(stages) as Stage[]) subjects.set(stage, await bookingIn(stage));
    const before = await Promise.all([...subjects.values()].map(stored));
    await app.admin.expect(200, 'PATCH', '/organisation', { noShowMinutes: 30 });
    await app.nest.get(EndNoShows, { strict: false }).run();
    const after = await Promise.all([...subjects.values()].map(stored));
    const changed = [...subjects.keys()].filter((_, index) => {
      return JSON.stringify(after[index]) !== JSON.stringify(before[index]);
    });
    expect(changed).toEqual(['running', 'over']);
    expect(after.filter((_, index) => changed.includes([...subjects.keys()][index]!))).toEqual([
      expect.objectContaining({ booking: expect.objectContaining({ state: 'no_show' }) }),
      expect.objectContaining({ booking: expect.objectContaining({ state: 'no_show' }) }),
    ]);
  });
});
