import { randomUUID } from 'node:crypto';
import { putBookings } from './bookings.js';
import type { Client } from './client.js';
import type { Service } from './contested-slots.js';
import { Given } from './given.js';
import { inParallel } from './in-parallel.js';

const HOUR = 3_600_000;
const QUOTA = 2;
type Told = Awaited<ReturnType<Client['post']>>;

const CONTACTS = `
  INSERT INTO identity.users (id, email, name, state, can_sign_in, branch_id, group_ids, roles, version, created_at)
  SELECT id, id || '@else.example', 'Contact', 'contact', false, $2, '{}', '[]', 1, now() FROM unnest($1::uuid[]) AS id`;
const OPEN = `SELECT count(*)::int AS open FROM bookings.bookings WHERE booker_id = $1 AND state = 'confirmed'`;

/**
 * People who may have two bookings open, and eight requests that would give each of them one at once, on as many vehicles and
 * in two processes: bookings, series of two, and somebody else's booking that is to be theirs (BK-5).
 */
export class ContestedQuotas {
  #reasonId!: string;
  #start!: number;
  #vehicles!: string[];
  #people!: string[];
  #others!: string[];
  readonly #given: Given<Service>;

  constructor(
    private readonly service: Service,
    private readonly elsewhere: string,
  ) {
    this.#given = new Given(service);
  }

  async prepare(count: number): Promise<void> {
    const branchId = await this.#given.branch();
    const policyId = await this.#given.policy({ maxOpenPerPerson: QUOTA });
    this.#vehicles = await inParallel(Array.from({ length: 8 }), 2, () => this.#given.vehicle(branchId, { policyId }));
    const [first] = this.#vehicles;
    const { start, reasonId } = await this.#given.wish(first!, 2);
    this.#reasonId = reasonId;
    this.#start = Date.parse(start);
    this.#people = Array.from({ length: count }, () => randomUUID());
    const somebody = await this.#given.contact(branchId);
    await this.service.db.query(CONTACTS, [this.#people, branchId]);
    this.#others = await putBookings(
      this.service.db,
      this.#people.map((_, round) => {
        const [from, to] = this.#times(round);
        const booking = { vehicleId: first!, branchId, bookerId: somebody, reasonId };
        return { ...booking, start: from, end: to };
      }),
    );
  }

  /** @returns what is wrong with the answers and with what is stored */
  async contest(lanes: number): Promise<unknown[]> {
    return (await inParallel(this.#people, lanes, (person, round) => this.#contest(person, round))).flat();
  }

  #times = (round: number): [Date, Date] => {
    const at = this.#start + round * 2 * HOUR;
    return [new Date(at), new Date(at + HOUR)];
  };

  async #contest(bookerId: string, round: number): Promise<unknown[]> {
    const at = (turn: number) =>
      (round + turn) % 2 === 0 ? this.service.admin : this.service.admin.at(this.elsewhere);
    const [start, end] = this.#times(round).map((time) => time.toISOString());
    const [, ...vehicles] = this.#vehicles;
    const wishes = vehicles.map((vehicleId) => ({ vehicleId, bookerId, start, end, reasonId: this.#reasonId }));
    const series = { rrule: 'FREQ=DAILY;INTERVAL=900;COUNT=2', onConflict: 'fail' };
    const attempts = wishes.map(
      (wish, turn) => () =>
        turn < 2 ? at(turn).post('/booking-series', { ...wish, ...series }) : at(turn).post('/bookings', wish),
    );
    attempts.push(() => at(7).patch(`/bookings/${this.#others[round]}`, { bookerId }));
    const turned = attempts.map((_, index) => attempts[(index + round) % attempts.length]!);
    const answers = await Promise.all(turned.map((attempt) => attempt()));
    const wrong: unknown[] = answers.filter((answer) => !isFair(answer)).map(({ status, body }) => ({ status, body }));
    const { rows } = await this.service.db.query(OPEN, [bookerId]);
    const won = answers.filter(({ status }) => status < 300);
    const made = won.reduce((sum, { body }) => sum + (body.occurrences?.length ?? 1), 0);
    if (rows[0].open !== QUOTA || made !== QUOTA) wrong.push({ bookerId, open: rows[0].open, made });
    return wrong;
  }
}

function isFair({ status, body }: Told): boolean {
  if (status === 200 || status === 201) return true;
  const violations: { code: string }[] =
    status === 422 && body.code === 'policy_violated'
      ? body.violations
      : status === 409 && body.code === 'series_conflict'
        ? body.occurrences.flatMap((each: { violations: { code: string }[] }) => each.violations)
        : [];
  return violations.length > 0 && violations.every(({ code }) => code === 'too_many_open');
}
