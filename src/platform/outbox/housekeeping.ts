import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../domain/performer.js';
import { Sweeps } from '../schedule/sweeps.js';
import { UnitOfWork } from '../work/unit-of-work.js';
import { OutboxStore } from './outbox-store.js';

const EVERY_MS = 3_600_000;
/** Long enough to look at delivered events, and to replay them. */
const KEEP_EVENTS_DAYS = 30;
/** An Idempotency-Key works for at least a day; clients retry within minutes. */
const KEEP_KEYS_DAYS = 2;
const FORGET_KEYS = 'DELETE FROM platform.idempotency_keys WHERE created_at < now() - make_interval(days => $1)';

/** Deletes delivered events and old Idempotency-Keys. Workers run it; several do no harm. */
@Injectable()
export class Housekeeping {
  constructor(
    private readonly outbox: OutboxStore,
    private readonly work: UnitOfWork,
    sweeps: Sweeps,
  ) {
    sweeps.add('Housekeeping', EVERY_MS, () => this.run());
  }

  async run(): Promise<void> {
    await this.outbox.prune(KEEP_EVENTS_DAYS);
    await this.work.run(SYSTEM, (tx) => tx.query(FORGET_KEYS, [KEEP_KEYS_DAYS]));
  }
}
