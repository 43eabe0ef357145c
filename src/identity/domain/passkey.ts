import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { newId } from '../../platform/domain/ids.js';
import { CredentialChanged } from '../events.js';
import { LastWayIn, PasskeyRefused } from './errors.js';

/** What an authenticator reports when it makes a passkey. */
export interface PasskeyFacts {
  readonly credentialId: Buffer;
  /** In COSE format (RFC 9052). */
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
  /** Whether the passkey may be copied to the owner's other devices. This never changes. */
  readonly backupEligible: boolean;
  readonly backedUp: boolean;
}

/** What the authenticator reports each time the passkey is used. */
export type PasskeyUse = Pick<PasskeyFacts, 'counter' | 'backupEligible' | 'backedUp'>;

/** The owner's other ways to sign in. */
export interface OtherWaysIn {
  readonly hasPassword: boolean;
  readonly passkeys: number;
}

/** A signature counter is an unsigned 32-bit number: too large for PostgreSQL's int, and bigint is read as text. */
const counterColumn = { to: (counter: number): number => counter, from: Number };

/** A key pair whose private half is on the user's device or in their password manager (ID-12). */
@Entity({ schema: 'identity', name: 'passkeys' })
export class Passkey extends Aggregate<Passkey> implements PasskeyFacts {
  static override readonly secretFields = ['credentialId', 'publicKey'];

  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('uuid', { name: 'user_id' })
  readonly userId!: string;

  @Column('bytea', { name: 'credential_id' })
  readonly credentialId!: Buffer;

  @Column('bytea', { name: 'public_key' })
  readonly publicKey!: Buffer;

  @Column('bigint', { transformer: counterColumn })
  readonly counter!: number;

  @Column('text', { array: true })
  readonly transports!: readonly string[];

  @Column('boolean', { name: 'backup_eligible' })
  readonly backupEligible!: boolean;

  @Column('boolean', { name: 'backed_up' })
  readonly backedUp!: boolean;

  @Column('text')
  readonly name!: string;

  @Column('timestamptz', { name: 'created_at' })
  readonly createdAt!: Date;

  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  readonly lastUsedAt!: Date | null;

  static add(owner: { id: string; email: string }, facts: PasskeyFacts, name: string, now: Date): Passkey {
    const passkey = new Passkey();
    passkey.change({ id: newId(), userId: owner.id, ...facts, name, createdAt: now, lastUsedAt: null });
    passkey.raise(new CredentialChanged({ userId: owner.id, what: 'passkey_added', toAddress: owner.email }));
    return passkey;
  }

  rename(name: string): void {
    this.change({ name });
  }

  /**
   * If the passkey is bound to one device, a counter that does not rise means that the key was copied. A passkey that is
   * backed up is on several devices on purpose, and each may count for itself or not at all.
   *
   * @throws PasskeyRefused
   */
  use({ counter, backupEligible, backedUp }: PasskeyUse, now: Date): void {
    if (backupEligible !== this.backupEligible) throw new PasskeyRefused();
    const counts = counter > 0 || this.counter > 0;
    if (counts && counter <= this.counter && !(backupEligible && backedUp)) throw new PasskeyRefused();
    this.change({ counter: Math.max(counter, this.counter), backedUp, lastUsedAt: now });
  }

  /** @throws LastWayIn if the owner could no longer sign in (ID-13) */
  remove(others: OtherWaysIn, toAddress: string): void {
    if (!others.hasPassword && others.passkeys === 0) throw new LastWayIn();
    this.raise(new CredentialChanged({ userId: this.userId, what: 'passkey_removed', toAddress }));
  }
}
