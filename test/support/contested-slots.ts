import type { Pool } from 'pg';
import type { TestApp } from './app.js';
import { putBookings } from './bookings.js';
import type { Client } from './client.js';
import { Given, type GivenUser } from './given.js';
import { inParallel } from './in-parallel.js';

const HOUR = 3_600_000;
/** In turn: those who wait for one vehicle are those who want the same slot. */
const VEHICLES = 8;
type Told = Awaited<ReturnType<Client['post']>>;
type Attempt = () => Promise<Told>;
export type Service = Pick<TestApp, 'admin' | 'anyone' | 'mail'> & { db: Pool };

/** How a slot stands that eight want at once, and how many are contested. */
export type Kind = 'free' | 'waiting' | 'closed';
export type Counts = Record<Kind, number>;

/** A time of a vehicle, a booking of another vehicle that could move there, and one before it that could go on. */
interface Slot {
  vehicleId: string;
  at: number;
  mover: string;
  extender: string;
}

/** What came of a slot that eight wanted at once. */
export interface Contest {
  kind: Kind;
  answers: Told[];
}

const HOLDING = `('pending', 'confirmed', 'in_use')`;
const OVERLAPS = `
  SELECT count(*)::int AS pairs FROM bookings.bookings a JOIN bookings.bookings b
      ON a.vehicle_id = b.vehicle_id AND a.id < b.id AND a.period && b.period
   WHERE a.state IN ${HOLDING} AND b.state IN ${HOLDING}`;

/**
 * Slots that eight requests want at once, in two processes: bookings, series, a move, an extension. One that is free. One that
 * somebody waits for on a vehicle that is disabled: its approval and its cancellation, too, and the vehicle coming back into
 * service. One that lies in a closure, while the closure ends.
 */
export class ContestedSlots {
  #branchId!: string;
  #reasonId!: string;
  #flowId!: string;
  /** Whose bookings are to move and to go on is the first. */
  #bookers!: GivenUser[];
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
    this.#bookers = await inParallel([1, 2, 3], 2, () => this.#given.user(this.#branchId, ['booker']));
    this.#approver = await this.#given.user(this.#branchId, ['booking_approver']);
    this.#flowId = await this.#given.flow();
    this.#reasonId = await this.#given.reason();
    // What is free instead.
    for (const _ of [1, 2]) await this.#given.vehicle(this.#branchId);
  }

  /** @param lanes how many slots are contested at the same time */
  async contest(counts: Counts, lanes: number): Promise<Contest[]> {
    const [free, closed] = [await this.#slots(counts.free), await this.#slots(counts.closed)];
    const all: { kind: Kind; round: number }[] = (['free', 'waiting', 'closed'] as const).flatMap((kind) =>
      Array.from({ length: counts[kind] }, (_, round) => ({ kind, round })),
    );
    // The kinds among each other, each spread over the whole time.
    const share = ({ kind, round }: { kind: Kind; round: number }) => round / counts[kind];
    return inParallel(
      all.sort((one, other) => share(one) - share(other)),
      lanes,
      ({ kind, round }) => {
        if (kind === 'waiting') return this.#waiting(round);
        return kind === 'free' ? this.#free(free[round]!, round) : this.#closed(closed[round]!, round);
      },
    );
  }

  async overlaps(): Promise<number> {
    return (await this.service.db.query<{ pairs: number }>(OVERLAPS)).rows[0]!.pairs;
  }

  async #slots(count: number): Promise<Slot[]> {
    const vehicles = await inParallel(Array.from({ length: VEHICLES }), 2, () => this.#given.vehicle(this.#branchId));
    const parking = await this.#given.vehicle(this.#branchId);
    const first = Date.parse((await this.#given.wish(parking, 10)).start);
    const slots = Array.from({ length: count }, (_, index) => first + index * 5 * HOUR);
    const vehicleOf = (index: number) => vehicles[index % VEHICLES]!;
    const put = (vehicle: string, at: number) => ({
      ...{ vehicleId: vehicle, branchId: this.#branchId, bookerId: this.#bookers[0]!.id, reasonId: this.#reasonId },
      ...{ start: new Date(at), end: new Date(at + 2 * HOUR) },
    });
    const movers = await putBookings(
      this.service.db,
      slots.map((at) => put(parking, at)),
    );
    const extenders = await putBookings(
      this.service.db,
      slots.map((at, index) => put(vehicleOf(index), at - 2 * HOUR)),
    );
    return slots.map((at, index) => ({
      vehicleId: vehicleOf(index),
      at,
      mover: movers[index]!,
      extender: extenders[index]!,
    }));
  }

  /** The same person, in turn at one process and the other. */
  #at = (client: Client, turn: number) => (turn % 2 === 0 ? client : client.at(this.elsewhere));

  /** Another one each turn: what they take turns by cannot be who they are. */
  #anyBooker = (round: number, turn: number) =>
    this.#at(this.#bookers[(round + turn) % this.#bookers.length]!.client, round + turn);

  #wish(vehicleId: string, at: number) {
    const [start, end] = [new Date(at), new Date(at + 2 * HOUR)].map((each) => each.toISOString());
    return { vehicleId, start, end, reasonId: this.#reasonId };
  }

  /** The second booking of the series is in nobody's way. */
  #series(vehicleId: string, at: number) {
    return { ...this.#wish(vehicleId, at), rrule: 'FREQ=DAILY;INTERVAL=900;COUNT=2', onConflict: 'fail' };
  }

  /** Seven who want it. */
  #wants({ vehicleId, at, mover, extender }: Slot, round: number): Attempt[] {
    const mine = (turn: number) => this.#at(this.#bookers[0]!.client, round + turn);
    const of = (turn: number) => this.#anyBooker(round, turn);
    return [
      () => of(0).post('/bookings', this.#wish(vehicleId, at)),
      () => mine(1).patch(`/bookings/${mover}`, { vehicleId }),
      () => mine(2).post(`/bookings/${extender}/extension`, { end: new Date(at + HOUR / 2).toISOString() }),
      () => of(3).post('/booking-series', this.#series(vehicleId, at)),
      () => of(4).post('/bookings', this.#wish(vehicleId, at)),
      () => of(5).post('/bookings', this.#wish(vehicleId, at)),
      () => of(6).post('/booking-series', this.#series(vehicleId, at)),
    ];
  }

  async #free(slot: Slot, round: number): Promise<Contest> {
    const one = () => this.#anyBooker(round, 7).post('/bookings', this.#wish(slot.vehicleId, slot.at));
    const answers = await atOnce([...this.#wants(slot, round), one], round);
    return { kind: 'free', answers };
  }

  async #closed(slot: Slot, round: number): Promise<Contest> {
    const closures = `/vehicles/${slot.vehicleId}/unavailability`;
    const { start, end } = this.#wish(slot.vehicleId, slot.at);
    const { id } = await this.service.admin.expect(201, 'POST', closures, { start, end, note: 'Tyres' });
    const reopen = () => this.#at(this.service.admin, round).delete(`${closures}/${id}`);
    const answers = await atOnce([reopen, ...this.#wants(slot, round)], round);
    return { kind: 'closed', answers };
  }

  async #waiting(round: number): Promise<Contest> {
    const vehicleId = await this.#given.vehicle(this.#branchId, { approvalFlowId: this.#flowId });
    const { start } = await this.#given.wish(vehicleId, 5);
    const at = Date.parse(start);
    const { client } = this.#bookers[0]!;
    const made = await client.expect(201, 'POST', '/bookings', this.#wish(vehicleId, at));
    const moving = await client.expect(201, 'POST', '/bookings', this.#wish(vehicleId, at + 24 * HOUR));
    const { rows } = await this.service.db.query('SELECT id FROM approvals.requests WHERE booking_id = $1', [made.id]);
    const vehicle = `/vehicles/${vehicleId}`;
    await this.service.admin.expect(200, 'PATCH', vehicle, { state: 'disabled' });
    const mine = (turn: number) => this.#at(client, round + turn);
    const of = (turn: number) => this.#anyBooker(round, turn);
    const times = this.#wish(vehicleId, at);
    const decision = `/approvals/${rows[0].id}/decision`;
    const attempts: Attempt[] = [
      () => this.#at(this.service.admin, round).patch(vehicle, { state: 'active' }),
      () => mine(0).post(`/bookings/${made.id}/cancellation`, {}),
      () => this.#at(this.#approver.client, round + 1).post(decision, { decision: 'approve' }),
      () => of(1).post('/bookings', times),
      () => of(2).post('/bookings', times),
      () => of(3).post('/booking-series', this.#series(vehicleId, at)),
      () => mine(4).patch(`/bookings/${moving.id}`, { start: times.start, end: times.end }),
      () => of(5).post('/bookings', times),
    ];
    return { kind: 'waiting', answers: await atOnce(attempts, round) };
  }
}

/** Sent at once, beginning with another one each round; the answers come in the order given. */
async function atOnce(attempts: readonly Attempt[], round: number): Promise<Told[]> {
  const answers = new Array<Promise<Told>>(attempts.length);
  for (const turn of attempts.keys()) {
    const index = (turn + round) % attempts.length;
    answers[index] = attempts[index]!();
  }
  return Promise.all(answers);
}

/** Refusals that must say what else is free; two vehicles always are. */
const TAKEN = ['vehicle_not_free', 'series_conflict'];
/** Which answers of a contest are none of those who want the slot, and what else than a success they may be. */
const OTHERS: Record<Kind, { count: number; refusals: string[] }> = {
  free: { count: 0, refusals: [] },
  waiting: { count: 3, refusals: ['already_decided'] },
  closed: { count: 1, refusals: [] },
};

const isSuccess = ({ status }: Told) => status === 200 || status === 201 || status === 204;
export const winnersOf = ({ kind, answers }: Contest) => answers.slice(OTHERS[kind].count).filter(isSuccess).length;

/** What is wrong with the answers of a slot. */
export function departuresOf(contest: Contest): unknown[] {
  const { kind, answers } = contest;
  const { count, refusals } = OTHERS[kind];
  const told = answers.map(({ status, body }) => `${status} ${body?.code ?? ''}`);
  const wrong: unknown[] = [];
  answers.forEach((answer, index) => {
    const code = answer.body?.code as string;
    const names = TAKEN.includes(code) && answer.body.alternatives?.length > 0;
    // A vehicle that is still disabled is offered to nobody, and nobody asks what else is free.
    const isOut = kind === 'waiting' && code === 'vehicle_out_of_service';
    const isFair = index < count ? refusals.includes(code) : names || isOut;
    if (!isSuccess(answer) && !(answer.status === 409 && isFair)) wrong.push(answer.body ?? answer.status);
  });
  // The vehicle comes back, the closure ends, and the request is cancelled, whatever the others do at the same time.
  if (!answers.slice(0, Math.min(count, 2)).every(isSuccess)) wrong.push({ kind, told });
  const winners = winnersOf(contest);
  // One gets what was free all the time; what becomes free meanwhile goes to one at most.
  if (winners > 1 || (kind === 'free' && winners !== 1)) wrong.push({ kind, winners, told });
  return wrong;
}
