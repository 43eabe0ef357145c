import { type CredentialChange, CredentialChanged, KnownAddressWanted, PasswordResetRefused } from '../events.js';
import { LinkExpired } from './errors.js';
import { UserRecord } from './user-record.js';

/** What a user signs in with, and how it changes: the part of a user that is nobody's business but their own (ID-13). */
export abstract class Account extends UserRecord {
  /** Whether a mailed link may set a new password: not where there is no way in to come back to. */
  get mayResetPassword(): boolean {
    return this.state === 'verified' || this.state === 'pending';
  }

  /** A reset was asked for somebody who has no password to reset: the mail says what holds for them instead. */
  refuseReset(): void {
    if (this.state !== 'deleted') this.raise(new PasswordResetRefused({ userId: this.id }));
  }

  /** @throws LinkExpired where the person lost their access since the link was mailed */
  resetPassword(passwordHash: string): void {
    if (!this.mayResetPassword) throw new LinkExpired();
    this.change({ passwordHash });
    this.#tell('password_reset', this.email);
  }

  /** @throws IllegalTransition */
  changePassword(passwordHash: string): void {
    this.ensureState('verified');
    this.change({ passwordHash });
    this.#tell('password_changed', this.email);
  }

  /**
   * The new address is confirmed. Both are told: the old one may be all that its owner still reads.
   *
   * @throws LinkExpired where the person lost their access since the link was mailed
   */
  changeEmail(email: string, now: Date): void {
    if (this.state !== 'verified') throw new LinkExpired();
    const old = this.email;
    this.change({ email, emailConfirmedAt: now });
    this.#tell('email_changed', old);
    this.#tell('email_changed', email);
  }

  /** Somebody else wants this address for their account. */
  tellOfWantedAddress(): void {
    this.raise(new KnownAddressWanted({ userId: this.id }));
  }

  #tell(what: CredentialChange, toAddress: string): void {
    this.raise(new CredentialChanged({ userId: this.id, what, toAddress }));
  }
}
