import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../../platform/domain/performer.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { Passwords } from './passwords.js';

/** Hashes a password again with today's parameters (ID-10). That is only possible at a sign-in. */
@Injectable()
export class RenewHash {
  constructor(
    private readonly work: UnitOfWork,
    private readonly passwords: Passwords,
  ) {}

  /** @param stored the hash that the password matched; if it was replaced meanwhile, nothing changes */
  async run(userId: string, stored: string, password: string): Promise<void> {
    if (!this.passwords.isOutdated(stored)) return;
    const renewed = await this.passwords.hash(password);
    // Not audited: the password is still the same.
    const renew = 'UPDATE identity.users SET password_hash = $3 WHERE id = $1 AND password_hash = $2';
    await this.work.run(SYSTEM, (tx) => tx.query(renew, [userId, stored, renewed]));
  }
}
