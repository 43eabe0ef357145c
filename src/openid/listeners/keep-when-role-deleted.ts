import { Injectable } from '@nestjs/common';
import { RoleDeleted } from '../../access/events.js';
import { RoleHeld } from '../../access/index.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';

/**
 * OP-2: a role cannot be deleted while a client names it. Otherwise the client would be open to everybody, and a later role
 * could take the key and the access with it.
 */
@Injectable()
export class KeepWhenRoleDeleted {
  @OnCommitting(RoleDeleted)
  async handle({ payload: { key } }: RoleDeleted, tx: Tx): Promise<void> {
    const [naming] = await tx.query<{ clients: number }>(
      'SELECT count(*)::int AS clients FROM openid.clients WHERE role_keys @> ARRAY[$1]',
      [key],
    );
    if (naming!.clients > 0) throw new RoleHeld(undefined, { clients: naming!.clients });
  }
}
