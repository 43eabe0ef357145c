import { Injectable } from '@nestjs/common';
import { BelongingWithdrawn } from '../../branches/events.js';
import { BelongingInUse } from '../../branches/index.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';

/** A group cannot leave a branch while people of the branch are in it. */
@Injectable()
export class KeepWhenBelongingWithdrawn {
  @OnCommitting(BelongingWithdrawn)
  async handle({ payload: { kind, belongingId, branchIds } }: BelongingWithdrawn, tx: Tx): Promise<void> {
    if (kind !== 'group') return;
    const [using] = await tx.query<{ users: number }>(
      `SELECT count(*)::int AS users FROM identity.users
        WHERE group_ids @> ARRAY[$1::uuid] AND branch_id = ANY ($2::uuid[]) AND state <> 'deleted'`,
      [belongingId, branchIds],
    );
    if (using!.users > 0) throw new BelongingInUse(undefined, { users: using!.users });
  }
}
