import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { Period } from '../../platform/domain/period.js';
import type { Tx } from '../../platform/work/tx.js';
import { Booking } from '../domain/booking.js';
import { StartInPast, VehicleNotFree } from '../domain/errors.js';
import { HoldRules, type Plan } from './hold-rules.js';
import { orNotFree } from './last-line.js';
import type { Survey } from './survey.js';

/** What the request says; everything else is found out. */
export type Wish = Omit<Plan, 'period' | 'bookerId'> & {
  bookerId?: string | undefined;
  start: Date;
  end: Date;
};

/** A click on "now" arrives a moment later. */
const GRACE_MS = 60_000;

/** @throws StartInPast */
export function ensureAhead(start: Date, now: Date): void {
  if (start.getTime() < now.getTime() - GRACE_MS) throw new StartInPast();
}

/** The one way in which a booking comes to be: whoever makes one holds its vehicle's lock already (rule 3b). */
@Injectable()
export class PlaceBooking {
  constructor(private readonly rules: HoldRules) {}

  /** @throws DomainError of BK-4; the transaction can go on after one */
  async run(tx: Tx, actor: Actor, wish: Wish): Promise<Booking> {
    const survey = this.rules.survey(tx, actor, [Period.of(wish.start, wish.end)]);
    return this.insert(tx, survey, await this.judge(survey, wish));
  }

  /**
   * What would be inserted; a series judges all before it writes any (BK-9).
   *
   * @param seriesId where it is one of a series
   * @throws DomainError of BK-4
   */
  async judge(survey: Survey, wish: Wish, seriesId: string | null = null): Promise<Booking> {
    const { userId } = survey.actor;
    const { start, end, bookerId = userId, overridePolicy, ...rest } = wish;
    const details = { ...rest, bookerId, period: Period.of(start, end) };
    ensureAhead(start, new Date());
    const { ground, verdict } = await this.rules.ofNew(survey, { ...details, overridePolicy }, seriesId !== null);
    const whose = { branchId: ground.branchId, originatorId: userId };
    const booking = Booking.make({ ...details, ...whose }, verdict, seriesId);
    survey.note(booking);
    return booking;
  }

  /** @throws VehicleNotFree */
  async insert(tx: Tx, survey: Survey, booking: Booking): Promise<Booking> {
    await unlessTaken(survey, booking, () => tx.insertUnlessTaken(booking));
    return booking;
  }

  /** Those of a series, in one statement. @throws VehicleNotFree */
  async insertAll(tx: Tx, survey: Survey, bookings: readonly Booking[]): Promise<void> {
    const [first] = bookings;
    if (first) await unlessTaken(survey, first, () => tx.insertAllUnlessTaken(bookings));
  }
}

/** Under the lock the vehicle is known to be free. The exclusion constraint is there for who takes no lock (BK-3). */
const unlessTaken = (survey: Survey, first: Booking, write: () => Promise<boolean>): Promise<void> =>
  orNotFree(survey.wantedFor(first), async () => {
    if (!(await write())) throw new VehicleNotFree();
  });
