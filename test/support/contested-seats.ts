import { putBookings } from './bookings.js';
import type { Client } from './client.js';
import type { Service } from './contested-slots.js';
import { Given, type GivenUser } from './given.js';
import { inParallel } from './in-parallel.js';

const HOUR = 3_600_000;
const SEATS = 5;
const FEWER = 4;
/** In turn: those who wait for one vehicle are those who want the same booking. */
const VEHICLES = 8;
type Told = Awaited<ReturnType<Client['post']>>;

const FULL = `
  SELECT b.id, b.passenger_ids AS "passengerIds", v.seats
    FROM bookings.bookings b JOIN fleet.vehicles v ON v.id = b.vehicle_id WHERE b.id = ANY ($1::uuid[])`;

/**
 * Bookings of a vehicle with four seats to share, all of which eight requests want to change at once, in two processes: five
 * take a seat, one is taken back and one given away by the booker, and the vehicle is to be one with a seat less (BK-8).
 */
export class ContestedSeats {
  #booker!: GivenUser;
  #riders!: GivenUser[];
  #guest!: string;
  #fewer!: string[];
  #bookings!: string[];
  readonly #given: Given<Service>;

  constructor(
    private readonly service: Service,
    private readonly elsewhere: string,
  ) {
    this.#given = new Given(service);
  }

  async prepare(count: number): Promise<void> {
    const branchId = await this.#given.branch();
    this.#booker = await this.#given.user(branchId, ['booker']);
    this.#riders = await inParallel(Array.from({ length: 6 }), 3, () => this.#given.user(branchId, ['booker']));
    this.#guest = await this.#given.contact(branchId);
    const several = (seats: number) =>
      inParallel(Array.from({ length: VEHICLES }), 2, () => this.#given.vehicle(branchId, { seats }));
    const vehicles = await several(SEATS);
    this.#fewer = await several(FEWER);
    const { start, reasonId } = await this.#given.wish(vehicles[0]!, 2);
    const slots = Array.from({ length: count }, (_, index) => Date.parse(start) + index * 2 * HOUR);
    this.#bookings = await putBookings(
      this.service.db,
      slots.map((at, index) => ({
        ...{ vehicleId: vehicles[index % VEHICLES]!, branchId, bookerId: this.#booker.id, reasonId },
        ...{ start: new Date(at), end: new Date(at + HOUR), passengerIds: [this.#riders[0]!.id] },
      })),
    );
  }

  /** @returns what is wrong with the answers and with what is stored */
  async contest(lanes: number): Promise<unknown[]> {
    const wrong = await inParallel(this.#bookings, lanes, (id, round) => this.#contest(id, round));
    return wrong.flat();
  }

  async #contest(id: string, round: number): Promise<unknown[]> {
    const at = (client: Client, turn: number) => ((round + turn) % 2 === 0 ? client : client.at(this.elsewhere));
    const [first, ...riders] = this.#riders;
    const seats = `/bookings/${id}/seats`;
    const takes = riders.map((rider, turn) => () => at(rider.client, turn).post(seats));
    const give = () => at(this.#booker.client, 5).post(seats, { userId: this.#guest });
    const leave = () => at(first!.client, 6).delete(seats);
    const move = () =>
      at(this.#booker.client, 7).patch(`/bookings/${id}`, { vehicleId: this.#fewer[round % VEHICLES] });
    const attempts = [...takes, give, leave, move];
    const first8 = attempts.map((_, index) => attempts[(index + round) % attempts.length]!);
    const answers = new Map<() => Promise<Told>, Told>();
    await Promise.all(first8.map(async (attempt) => answers.set(attempt, await attempt())));
    const [stored] = (await this.service.db.query(FULL, [[id]])).rows as { passengerIds: string[]; seats: number }[];
    const wrong: unknown[] = [];
    const aboard = [...riders.map((rider) => rider.id), this.#guest].filter(
      (_, index) => answers.get(attempts[index]!)!.status === 201,
    );
    if ([...stored!.passengerIds].sort().join() !== aboard.sort().join()) wrong.push({ id, stored, aboard });
    if (stored!.passengerIds.length + 1 > stored!.seats) wrong.push({ id, stored });
    for (const attempt of [...takes, give]) wrong.push(...unless(answers.get(attempt)!, 201, 'no_seat_left', 409));
    wrong.push(...unless(answers.get(leave)!, 204));
    wrong.push(...unless(answers.get(move)!, 200, 'too_many_passengers', 422));
    if (stored!.seats !== (answers.get(move)!.status === 200 ? FEWER : SEATS)) wrong.push({ id, stored, moved: true });
    // Nobody was turned away from a seat that was to be had all the time; one was taken until its passenger left.
    if (aboard.length + 2 < FEWER) wrong.push({ id, aboard });
    return wrong;
  }
}

function unless({ status, body }: Told, success: number, code?: string, refused?: number): unknown[] {
  if (status === success || (status === refused && body?.code === code)) return [];
  return [{ status, body }];
}
