import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { BookingReason, type ReasonCategory, type ReasonState } from '../../domain/booking-reason.js';
import { ReasonInUse } from '../../domain/errors.js';
import { ReasonQueries } from './reasons.queries.js';

interface ReasonChange {
  name?: string | undefined;
  category?: ReasonCategory | undefined;
  state?: ReasonState | undefined;
}

/** BK-6: the reasons of bookings. */
@Injectable()
export class ManageReasons {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: ReasonQueries,
  ) {}

  make(actor: Actor, name: string, category: ReasonCategory): Promise<BookingReason> {
    return this.work.run(actor, (tx) => tx.save(BookingReason.make(name, category)));
  }

  /** @throws ReasonBuiltIn, ReasonNameTaken */
  amend(actor: Actor, id: string, change: ReasonChange): Promise<BookingReason> {
    return this.work.run(actor, async (tx) => {
      const reason = await tx.load(BookingReason, id);
      actor.ensure('change', 'BookingReason', reason);
      reason.amend(change);
      return tx.save(reason);
    });
  }

  /** @throws ReasonBuiltIn, ReasonInUse */
  delete(actor: Actor, id: string): Promise<void> {
    return this.work.run(actor, async (tx) => {
      const reason = await tx.load(BookingReason, id);
      actor.ensure('delete', 'BookingReason', reason);
      reason.delete();
      // A transaction that books with this reason holds its key: wait for it, so that the check below finds the booking.
      await tx.query('SELECT FROM bookings.reasons WHERE id = $1 FOR UPDATE', [id]);
      if (await this.queries.isUsed(id)) throw new ReasonInUse();
      await tx.save(reason);
      await tx.query('DELETE FROM bookings.reasons WHERE id = $1', [id]);
    });
  }
}
