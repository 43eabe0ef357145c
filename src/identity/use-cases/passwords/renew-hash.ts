import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../../platform/domain/performer.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { Passwords } from './passwords.js';

/** Hashes a password again that was hashed with less than today's parameters (ID-10): only at a sign-in is it at hand. */
@Injectable()
export class RenewHash {
  constructor(
    private readonly work: UnitOfWork,
    private readonly passwords: Passwords,
  ) {}

  /** @param stored what the password was found to match; one that was replaced since stays */
  async run(userId: string, stored: string, password: string): Promise<void> {
    if (!this.passwords.isOutdated(stored)) return;
    const renewed = await this.passwords.hash(password);
    // Not a change of the user that a history would tell: the password is the same.
    const renew = 'UPDATE identity.users SET password_hash = $3 WHERE id = $1 AND password_hash = $2';
    await this.work.run(SYSTEM, (tx) => tx.query(renew, [userId, stored, renewed]));
  }
}
