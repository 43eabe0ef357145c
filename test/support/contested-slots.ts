import type { Pool } from 'pg';
import type { TestApp } from './app.js';
import { putBookings } from './bookings.js';
import type { Client } from './client.js';
import { Given, type GivenUser } from './given.js';
import { inParallel } from './in-parallel.js';

const HOUR = 3_600_000;
type Told = Awaited<ReturnType<Client['post']>>;
type Service = Pick<TestApp, 'admin' | 'anyone' | 'mail'> & { db: Pool };

/** What came of a slot that eight wanted at once. */
export interface Contest {
  kind: 'free' | 'waiting';
  answers: Told[];
}

const HOLDING = `('pending', 'confirmed', 'in_use')`;
const OVERLAPS = `
  SELECT count(*)::int AS pairs FROM bookings.bookings a JOIN bookings.bookings b
      ON a.vehicle_id = b.vehicle_id AND a.id < b.id AND a.period && b.period
   WHERE a.state IN ${HOLDING} AND b.state IN ${HOLDING}`;

/**
 * Slots that eight requests want at once, in two processes. One that is free: bookings, series, a move and an extension. One
 * that somebody waits for on a vehicle that is disabled: its approval and its cancellation, the vehicle coming back into
 * service, bookings, a series and a move.
 */
export class ContestedSlots {
  #branchId!: string;
  #reasonId!: string;
  #flowId!: string;
  #booker!: GivenUser;
  #approver!: GivenUser;
  readonly #given: Given<Service>;

  constructor(
    private readonly service: Service,
    private readonly elsewhere: string,
  ) {
    this.#given = new Given(service);
  }

  async prepare(): Promise<void> {
    this.#branchId = await this.#given.branch();
    this.#booker = await this.#given.user(this.#branchId, ['booker']);
    this.#approver = await this.#given.user(this.#branchId, ['booking_approver']);
    this.#flowId = await this.#given.flow();
    this.#reasonId = await this.#given.reason();
    // What is free instead.
    for (const _ of [1, 2]) await this.#given.vehicle(this.#branchId);
  }

  /** @param lanes how many slots are contested at the same time */
  async contest(free: number, waiting: number, lanes: number): Promise<Contest[]> {
    const [vehicleId, parking] = [await this.#given.vehicle(this.#branchId), await this.#given.vehicle(this.#branchId)];
    const first = Date.parse((await this.#given.wish(vehicleId, 10)).start);
    const slots = Array.from({ length: free }, (_, index) => first + index * 5 * HOUR);
    const put = (vehicle: string, at: number) => ({
      ...{ vehicleId: vehicle, branchId: this.#branchId, bookerId: this.#booker.id, reasonId: this.#reasonId },
      ...{ start: new Date(at), end: new Date(at + 2 * HOUR) },
    });
    const movers = await putBookings(
      this.service.db,
      slots.map((at) => put(parking, at)),
    );
    const extenders = await putBookings(
      this.service.db,
      slots.map((at) => put(vehicleId, at - 2 * HOUR)),
    );
    const wanted = slots.map((at, index) => () => this.#free(vehicleId, at, movers[index]!, extenders[index]!, index));
    const waited = Array.from({ length: waiting }, (_, index) => () => this.#waiting(index));
    // A free one, a waiting one, and so on.
    const all = wanted.flatMap((one, index) => [one, ...waited.splice(0, index % 4 === 0 ? 1 : 0)]).concat(waited);
    return inParallel(all, lanes, (one) => one());
  }

  async overlaps(): Promise<number> {
    return (await this.service.db.query<{ pairs: number }>(OVERLAPS)).rows[0]!.pairs;
  }

  /** The same person, in turn at one process and the other. */
  #at = (client: Client, turn: number) => (turn % 2 === 0 ? client : client.at(this.elsewhere));

  #wish(vehicleId: string, at: number) {
    const [start, end] = [new Date(at), new Date(at + 2 * HOUR)].map((each) => each.toISOString());
    return { vehicleId, start, end, reasonId: this.#reasonId };
  }

  /** The second booking of the series is in nobody's way. */
  #series(vehicleId: string, at: number) {
    return { ...this.#wish(vehicleId, at), rrule: 'FREQ=DAILY;INTERVAL=900;COUNT=2', onConflict: 'fail' };
  }

  async #free(vehicleId: string, at: number, mover: string, extender: string, round: number): Promise<Contest> {
    const of = (turn: number) => this.#at(this.#booker.client, round + turn);
    const extension = { end: new Date(at + HOUR / 2).toISOString() };
    const attempts: (() => Promise<Told>)[] = [
      () => of(0).post('/bookings', this.#wish(vehicleId, at)),
      () => of(1).patch(`/bookings/${mover}`, { vehicleId }),
      () => of(2).post(`/bookings/${extender}/extension`, extension),
      () => of(3).post('/booking-series', this.#series(vehicleId, at)),
      () => of(4).post('/bookings', this.#wish(vehicleId, at)),
      () => of(5).post('/bookings', this.#wish(vehicleId, at)),
      () => of(6).post('/booking-series', this.#series(vehicleId, at)),
      () => of(7).post('/bookings', this.#wish(vehicleId, at)),
    ];
    const turned = [...attempts.slice(round % 8), ...attempts.slice(0, round % 8)];
    return { kind: 'free', answers: await Promise.all(turned.map((attempt) => attempt())) };
  }

  async #waiting(round: number): Promise<Contest> {
    const vehicleId = await this.#given.vehicle(this.#branchId, { approvalFlowId: this.#flowId });
    const { start } = await this.#given.wish(vehicleId, 5);
    const at = Date.parse(start);
    const { client } = this.#booker;
    const made = await client.expect(201, 'POST', '/bookings', this.#wish(vehicleId, at));
    const moving = await client.expect(201, 'POST', '/bookings', this.#wish(vehicleId, at + 24 * HOUR));
    const { rows } = await this.service.db.query('SELECT id FROM approvals.requests WHERE booking_id = $1', [made.id]);
    const vehicle = `/vehicles/${vehicleId}`;
    await this.service.admin.expect(200, 'PATCH', vehicle, { state: 'disabled' });
    const of = (turn: number) => this.#at(client, round + turn);
    const times = this.#wish(vehicleId, at);
    const answers = await Promise.all([
      this.#at(this.service.admin, round).patch(vehicle, { state: 'active' }),
      this.#at(this.#approver.client, round + 1).post(`/approvals/${rows[0].id}/decision`, { decision: 'approve' }),
      of(0).post(`/bookings/${made.id}/cancellation`, {}),
      of(1).post('/bookings', times),
      of(2).post('/bookings', times),
      of(3).post('/booking-series', this.#series(vehicleId, at)),
      of(4).patch(`/bookings/${moving.id}`, { start: times.start, end: times.end }),
      of(5).post('/bookings', times),
    ]);
    return { kind: 'waiting', answers };
  }
}

/** What is wrong with the answers of a slot. */
export function departuresOf({ kind, answers }: Contest): unknown[] {
  const told = answers.map(({ status, body }) => ({ status, code: body?.code as string | undefined }));
  const wrong: unknown[] = told.filter(({ status }) => ![200, 201, 409].includes(status));
  for (const { status, body } of answers) {
    const isTaken = ['vehicle_not_free', 'series_conflict'].includes(body?.code as string);
    if (status === 409 && isTaken && !Array.isArray(body.alternatives)) wrong.push('no alternatives', body);
  }
  const winners = told.filter(({ status }) => status < 300).length;
  if (kind === 'free' && winners !== 1) wrong.push({ winners, told });
  // The vehicle came back, the request was cancelled, and at most one got the slot after that; it may have been approved first.
  if (kind === 'waiting' && (winners < 2 || winners > 4)) wrong.push({ winners, told });
  return wrong;
}
