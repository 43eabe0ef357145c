import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { NotFound } from '../../../platform/domain/domain-error.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { Passkey } from '../../domain/passkey.js';

/** The owner renames a passkey. */
@Injectable()
export class RenamePasskey {
  constructor(private readonly work: UnitOfWork) {}

  /** @throws NotFound, also if it belongs to someone else */
  run(actor: Actor, id: string, name: string): Promise<Passkey> {
    return this.work.run(actor, async (tx) => {
      const passkey = await tx.find(Passkey, 'id = $1 AND user_id = $2', [id, actor.userId]);
      if (!passkey) throw new NotFound();
      passkey.rename(name);
      return tx.save(passkey);
    });
  }
}
