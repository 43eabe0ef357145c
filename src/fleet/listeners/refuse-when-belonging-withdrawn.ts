import { Injectable } from '@nestjs/common';
import { BelongingWithdrawn } from '../../branches/events.js';
import { BelongingInUse } from '../../branches/index.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';

const HAVING = {
  group: 'group_ids @> ARRAY[$1::uuid]',
  location: 'location_id = $1',
  accessory: 'accessory_ids @> ARRAY[$1::uuid]',
};

/**
 * Without its last group, a vehicle would be open to its whole branch (BR-4), so somebody has to give it another one first.
 */
@Injectable()
export class RefuseWhenBelongingWithdrawn {
  @OnCommitting(BelongingWithdrawn)
  async handle({ payload: { kind, belongingId, branchIds } }: BelongingWithdrawn, tx: Tx): Promise<void> {
    const [using] = await tx.query<{ vehicles: number }>(
      `SELECT count(*)::int AS vehicles FROM fleet.vehicles WHERE ${HAVING[kind]} AND branch_id = ANY ($2::uuid[])`,
      [belongingId, branchIds],
    );
    if (using!.vehicles > 0) throw new BelongingInUse(undefined, { vehicles: using!.vehicles });
  }
}
