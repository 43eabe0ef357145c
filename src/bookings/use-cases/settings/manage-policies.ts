import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { BookingPolicy, type LimitsChange } from '../../domain/booking-policy.js';
import { PolicyInUse } from '../../domain/errors.js';
import { PolicyQueries } from './policies.queries.js';

/** BK-5, RP-8: the limits that vehicles can have. */
@Injectable()
export class ManagePolicies {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: PolicyQueries,
  ) {}

  make(actor: Actor, name: string, limits: LimitsChange): Promise<BookingPolicy> {
    return this.work.run(actor, (tx) => tx.save(BookingPolicy.make(name, limits)));
  }

  amend(actor: Actor, id: string, name: string | undefined, limits: LimitsChange): Promise<BookingPolicy> {
    return this.work.run(actor, async (tx) => {
      const policy = await tx.load(BookingPolicy, id);
      actor.ensure('change', 'BookingPolicy', policy);
      policy.amend(name, limits);
      return tx.save(policy);
    });
  }

  /** @throws PolicyInUse */
  delete(actor: Actor, id: string): Promise<void> {
    return this.work.run(actor, async (tx) => {
      const policy = await tx.load(BookingPolicy, id);
      actor.ensure('delete', 'BookingPolicy', policy);
      policy.delete();
      // A transaction that gives the policy to a vehicle holds its key: wait for it, so that the check below finds the
      // vehicle.
      await tx.query('SELECT FROM bookings.policies WHERE id = $1 FOR UPDATE', [id]);
      if (await this.queries.isUsed(id)) throw new PolicyInUse();
      await tx.save(policy);
      await tx.query('DELETE FROM bookings.policies WHERE id = $1', [id]);
    });
  }
}
