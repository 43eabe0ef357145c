import type { Actor } from '../../access/index.js';
import type { ApprovalsApi } from '../../approvals/index.js';
import type { Period } from '../../platform/domain/period.js';
import type { Tx } from '../../platform/work/tx.js';
import type { Booking } from '../domain/booking.js';
import type { Approval, BookingDetails } from '../domain/booking-details.js';
import type { Wanted } from '../domain/errors.js';
import type { VehicleCalendar } from '../domain/vehicle-calendar.js';
import type { Ground, GroundQueries } from './ground.queries.js';
import type { Booker, PeopleOfBooking } from './people-of-booking.js';

/** Whom it asks. */
export interface Sources {
  ground: GroundQueries;
  people: PeopleOfBooking;
  approvals: ApprovalsApi;
}

type Who = Pick<BookingDetails, 'bookerId' | 'passengerIds'>;

/**
 * What the rules look at, for one booking or for all of a series: each thing is asked for once, and what becomes of the
 * bookings meanwhile is noted. So the locks of a series are held for as long as its writing takes, and no longer. Of one
 * transaction, under the locks of the vehicles: what is read stays true until the commit.
 */
export class Survey {
  readonly #asked = new Map<string, Promise<unknown>>();
  readonly #calendars = new Map<string, VehicleCalendar>();
  readonly #policies = new Map<string, string | null>();
  /** Open bookings by whose they are and the policy that counts them. */
  readonly #open = new Map<string, Set<string>>();
  /** The groups of each booker. */
  readonly #groups = new Map<string, readonly string[]>();

  /** @param periods all that will be asked about */
  constructor(
    private readonly tx: Tx,
    readonly actor: Actor,
    private readonly sources: Sources,
    private readonly periods: readonly Period[],
  ) {}

  /** Asks for what a new booking needs to be judged, in one packet; the answers are looked at one by one, in their order. */
  prepare(plan: Pick<BookingDetails, 'vehicleId' | 'reasonId'> & Who): void {
    for (const asked of [this.ground(plan), this.booker(plan), this.hold(plan)]) asked.catch(() => undefined);
  }

  ground({ vehicleId, reasonId }: Pick<BookingDetails, 'vehicleId' | 'reasonId'>): Promise<Ground | undefined> {
    return this.#once(['ground', vehicleId, reasonId], async () => {
      const ground = await this.sources.ground.of(vehicleId, reasonId, this.periods);
      if (!ground) return undefined;
      // For another reason it is read again; what was noted of the vehicle stays.
      const calendar = this.#calendars.get(vehicleId) ?? ground.calendar;
      this.#calendars.set(vehicleId, calendar);
      this.#policies.set(vehicleId, ground.policyId);
      return { ...ground, calendar };
    });
  }

  /** @param known who is in the booking already. @throws UnknownReference, BookerNotAllowed */
  booker({ bookerId, passengerIds }: Who, known?: Who): Promise<Booker> {
    const key = ['booker', bookerId, passengerIds, known?.bookerId, known?.passengerIds];
    return this.#once(key, async () => {
      const booker = await this.sources.people.of(this.actor, bookerId, passengerIds, known);
      this.#groups.set(bookerId, booker.groupIds);
      return booker;
    });
  }

  /** @throws as `PeopleOfBooking.hold` */
  hold({ bookerId, passengerIds }: Who): Promise<void> {
    return this.#once(['hold', bookerId, passengerIds], () => this.sources.people.hold(bookerId, passengerIds));
  }

  /** How many other bookings under the policy the person has open. */
  async othersOpen(bookerId: string, policyId: string, except?: string): Promise<number> {
    const key = whoseUnder(bookerId, policyId);
    await this.#once(['open', key], async () => {
      // Two bookings of one person on two vehicles would each count before the other is there.
      await this.tx.lock('quota', bookerId);
      this.#open.set(key, new Set(await this.sources.ground.open(bookerId, policyId)));
    });
    const open = this.#open.get(key)!;
    return except && open.has(except) ? open.size - 1 : open.size;
  }

  async approval(
    bookerId: string,
    { approvalFlowId, branchId, timeZone, reasonCategory }: Ground,
    facts: { period: Period; interBranch: boolean; recurring: boolean },
  ): Promise<Approval> {
    const ask = await this.#once(['approval', approvalFlowId, branchId, bookerId], () =>
      Promise.resolve(this.sources.approvals.requirements(approvalFlowId, branchId, bookerId)),
    );
    return ask({ ...facts, timeZone, reasonCategory });
  }

  /** What an alternative to a booking that was judged here must have. */
  wantedFor({ branchId, period, passengerIds, bookerId }: Booking): Wanted {
    return { branchId, period, people: passengerIds.length + 1, groupIds: this.#groups.get(bookerId) ?? [] };
  }

  /** What was made or changed is in the way of the next one, and counts. */
  note(booking: Booking): void {
    for (const calendar of this.#calendars.values()) calendar.release(booking.id);
    for (const open of this.#open.values()) open.delete(booking.id);
    if (!booking.isHolding) return;
    this.#calendars.get(booking.vehicleId)?.hold(booking.id, booking.period);
    const policyId = this.#policies.get(booking.vehicleId);
    const counts = booking.state === 'in_use' || booking.isOpen(new Date());
    if (policyId && counts) this.#open.get(whoseUnder(booking.bookerId, policyId))?.add(booking.id);
  }

  #once<T>(key: readonly unknown[], ask: () => Promise<T>): Promise<T> {
    const name = JSON.stringify(key);
    const asked = this.#asked.get(name) ?? ask();
    this.#asked.set(name, asked);
    return asked as Promise<T>;
  }
}

const whoseUnder = (bookerId: string, policyId: string): string => `${bookerId} ${policyId}`;
