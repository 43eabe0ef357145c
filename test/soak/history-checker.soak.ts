import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { BookingReplay, type Moment } from '../support/booking-replay.js';
import type { Client } from '../support/client.js';
import { Deployment } from '../support/deployment.js';
import { Given, type GivenUser } from '../support/given.js';

const SECONDS = 60;
const KILLS = 5;
const BOOKERS = 6;
const APPROVERS = 2;
const HOUR = 3_600_000;
/** Few enough that everybody is in everybody's way. */
const HOURS = 60;

type Kind = 'create' | 'move' | 'cancel' | 'approve';
interface Place {
  vehicleId: string;
  start: string;
  end: string;
}
/** Something that was asked for, and what was answered: nothing, where the API died over it. */
interface Act {
  kind: Kind;
  booking?: string;
  status?: number;
  code?: string;
  wanted?: Place;
}

const ACTIONS: Record<Kind, string[]> = {
  create: ['booking-requested', 'booking-confirmed', 'created'],
  move: ['booking-changed'],
  cancel: ['booking-cancelled'],
  approve: ['booking-confirmed'],
};

const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(Math.random() * items.length)]!;

describe(`random clients for ${SECONDS} s, while the API is killed ${KILLS} times`, () => {
  let motorpool: Deployment;
  let given: Given<Deployment>;
  let replay: BookingReplay;
  const bookers: GivenUser[] = [];
  const approvers: GivenUser[] = [];
  const vehicles: string[] = [];
  const acts: Act[] = [];
  let loading = true;

  beforeAll(async () => {
    motorpool = await Deployment.start();
    given = new Given(motorpool);
    const branchId = await given.branch();
    const flowId = await given.flow();
    for (let index = 0; index < BOOKERS; index += 1) bookers.push(await given.user(branchId, ['booker']));
    for (let index = 0; index < APPROVERS; index += 1) approvers.push(await given.user(branchId, ['booking_approver']));
    for (const flow of [null, null, flowId]) vehicles.push(await given.vehicle(branchId, { approvalFlowId: flow }));
    await given.reason();
  });
  afterAll(() => motorpool?.stop());

  async function ask(
    act: Act,
    answered: Promise<{ status: number; body: { id?: string; code?: string } }>,
  ): Promise<Act> {
    acts.push(act);
    const answer = await answered.catch((error: Error) => {
      // Nobody was there to hear it: it was not asked for.
      if ((error.cause as NodeJS.ErrnoException)?.code === 'ECONNREFUSED') acts.splice(acts.indexOf(act), 1);
    });
    if (!answer) await pause(200);
    return Object.assign(act, {
      status: answer?.status,
      code: answer?.body?.code,
      booking: act.booking ?? answer?.body?.id,
    });
  }

  async function slot() {
    const { start } = await given.wish(vehicles[0]!, 2);
    const at = Date.parse(start) + Math.floor(Math.random() * HOURS * 2) * (HOUR / 2);
    const end = at + (1 + Math.floor(Math.random() * 4)) * (HOUR / 2);
    return { vehicleId: pick(vehicles), start: new Date(at).toISOString(), end: new Date(end).toISOString() };
  }

  /** Books, moves and cancels their own, in no order. */
  async function book(client: Client): Promise<void> {
    const mine: string[] = [];
    const reasonId = await given.reason();
    while (loading) {
      const dice = Math.random();
      const booking = mine.length > 0 ? pick(mine) : undefined;
      const wanted = await slot();
      if (!booking || dice < 0.45) {
        const act = await ask({ kind: 'create', wanted }, client.post('/bookings', { ...wanted, reasonId }));
        if (act.status === 201) mine.push(act.booking!);
      } else if (dice < 0.75) {
        await ask({ kind: 'move', booking, wanted }, client.patch(`/bookings/${booking}`, wanted));
      } else {
        await ask({ kind: 'cancel', booking }, client.post(`/bookings/${booking}/cancellation`, {}));
      }
    }
  }

  async function approve(client: Client): Promise<void> {
    while (loading) {
      const queue = await client.get('/approvals?state=pending&limit=20').catch(() => undefined);
      const waiting = queue?.body?.items as { id: string; bookingId: string }[] | undefined;
      if (!waiting?.length) {
        await pause(100);
        continue;
      }
      const { id, bookingId } = pick(waiting);
      const decision = client.post(`/approvals/${id}/decision`, { decision: 'approve' });
      const act: Act = { kind: 'approve', booking: bookingId };
      await ask(
        act,
        decision.then(({ status, body }) => ({ status, body: { code: body?.code } })),
      );
    }
  }

  it('answers what was asked, or nothing', async () => {
    const clients = [...bookers.map(({ client }) => book(client)), ...approvers.map(({ client }) => approve(client))];
    for (let kill = 0; kill < KILLS; kill += 1) {
      await pause((SECONDS / KILLS) * 1_000 * (0.75 + Math.random() / 2));
      await motorpool.apis[0]!.kill();
      await motorpool.startApi(0).untilReady(motorpool.origin);
    }
    await pause(3_000);
    loading = false;
    await Promise.all(clients);
    const count = (status?: number) => acts.filter((act) => act.status === status).length;
    console.log(`${acts.length} acts: ${count(201) + count(200)} done, ${count(409)} refused, ${count()} unanswered`);
    expect(acts.filter(({ status }) => status && ![200, 201, 409].includes(status))).toEqual([]);
    for (const kind of Object.keys(ACTIONS))
      expect(
        acts.filter(
          (act) => (act.kind === kind && act.status === 409) || (act.kind === kind && (act.status ?? 500) < 300),
        ).length,
      ).toBeGreaterThan(20);
    expect(count()).toBeGreaterThan(0);
    replay = await BookingReplay.of(motorpool.db);
  }, 240_000);

  const isDone = ({ status }: Act) => status === 200 || status === 201;

  it('has every act that was acknowledged, and none that was refused, as the audit trail tells it', () => {
    const bookings = new Set(acts.flatMap(({ booking }) => booking ?? []));
    const departures: unknown[] = [];
    for (const id of bookings) {
      const of = acts.filter(({ booking }) => booking === id);
      const told = replay.actionsOf(id);
      for (const kind of ['create', 'move', 'cancel', 'approve'] as const) {
        const asked = of.filter((act) => act.kind === kind);
        const least = asked.filter(isDone).length;
        const most = least + asked.filter(({ status }) => status === undefined).length;
        // What made it is the first entry; what approved it is a confirmation that comes later.
        const entries = kind === 'create' ? told.slice(0, 1) : told.slice(1);
        const found = entries.filter((action) => ACTIONS[kind].includes(action)).length;
        // A move to where it is changes nothing and is told of nowhere.
        const spare = kind === 'move' ? asked.filter((act) => isDone(act) && mayBeIdle(act, of)).length : 0;
        if (found < least - spare || found > most) departures.push({ id, kind, least, most, found, told });
      }
    }
    expect(departures).toEqual([]);
  });

  const isAt = ({ vehicleId, start, end }: Moment, wanted: Place) =>
    vehicleId === wanted.vehicleId && start === Date.parse(wanted.start) && end === Date.parse(wanted.end);
  /** Whether the booking may have been there already. */
  const mayBeIdle = (move: Act, of: Act[]) =>
    of.slice(0, of.indexOf(move)).some(({ wanted }) => wanted && isDeepStrictEqual(wanted, move.wanted));

  it('had every booking where it was acknowledged to be, and cancelled ones stay so', () => {
    for (const act of acts.filter((each) => isDone(each) && each.wanted)) {
      expect(replay.moments.get(act.booking!)!.some((moment) => isAt(moment, act.wanted!))).toBe(true);
    }
    const cancelled = acts.filter((act) => act.kind === 'cancel' && isDone(act));
    expect(cancelled.length).toBeGreaterThan(20);
    for (const { booking } of cancelled) expect(replay.moments.get(booking!)!.at(-1)!.state).toBe('cancelled');
  });

  it('had no booking where nobody asked for it, or where that was refused', () => {
    const departures: unknown[] = [];
    for (const id of new Set(acts.flatMap(({ booking }) => booking ?? []))) {
      const places = acts.filter((act) => act.booking === id && act.wanted && act.status !== 409);
      for (const moment of replay.moments.get(id) ?? [])
        if (!places.some(({ wanted }) => isAt(moment, wanted!))) departures.push({ id, moment });
    }
    expect(departures).toEqual([]);
  });

  it('has in the tables what the audit trail leads to, and no booking that nobody asked for', async () => {
    const stored = await motorpool.rows<Moment & { id: string }>(
      `SELECT id, vehicle_id AS "vehicleId", state, (extract(epoch FROM lower(period)) * 1000)::float8 AS start,
              (extract(epoch FROM upper(period)) * 1000)::float8 AS end FROM bookings.bookings`,
    );
    expect(stored.length).toBe(replay.moments.size);
    for (const { id, ...now } of stored) expect({ id, ...replay.moments.get(id)!.at(-1)! }).toEqual({ id, ...now });
    const known = new Set(acts.filter(isDone).map(({ booking }) => booking));
    const unanswered = acts.filter((act) => act.kind === 'create' && act.status === undefined);
    for (const { id } of stored.filter((each) => !known.has(each.id))) {
      const first = replay.moments.get(id)![0]!;
      // Each of them is what came of another request: none has made two.
      const made = unanswered.findIndex(({ wanted }) => isAt(first, wanted!));
      expect(made).toBeGreaterThanOrEqual(0);
      unanswered.splice(made, 1);
    }
  });

  it('had no vehicle booked twice at any instant of the history', () => {
    expect(replay.overlaps).toEqual([]);
    expect(replay.entries.length).toBeGreaterThan(300);
  });
});
