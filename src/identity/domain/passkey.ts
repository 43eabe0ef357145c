import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { newId } from '../../platform/domain/ids.js';
import { CredentialChanged } from '../events.js';
import { LastWayIn, PasskeyRefused } from './errors.js';

/** What an authenticator says of a passkey that it has made. */
export interface PasskeyFacts {
  readonly credentialId: Buffer;
  /** As COSE writes it (RFC 9052). */
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
  /** Whether it may be copied to other devices of its owner; it says so once and for all. */
  readonly backupEligible: boolean;
  readonly backedUp: boolean;
}

/** What it says each time that the passkey is used. */
export type PasskeyUse = Pick<PasskeyFacts, 'counter' | 'backupEligible' | 'backedUp'>;

/** What else the owner can sign in with. */
export interface OtherWaysIn {
  readonly hasPassword: boolean;
  readonly passkeys: number;
}

/** A signature counter is 32 bits long and unsigned: more than PostgreSQL's int, and its bigint comes back as text. */
const counterColumn = { to: (counter: number): number => counter, from: Number };

/** A key pair whose private half lies with the user's device or password manager (ID-12). */
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
   * Of a passkey that is bound to one device, a counter that has not risen tells that the key exists twice. One that is
   * backed up does exist twice, and each of its devices may count for itself, or not at all.
   *
   * @throws PasskeyRefused
   */
  use({ counter, backupEligible, backedUp }: PasskeyUse, now: Date): void {
    if (backupEligible !== this.backupEligible) throw new PasskeyRefused();
    const counts = counter > 0 || this.counter > 0;
    if (counts && counter <= this.counter && !(backupEligible && backedUp)) throw new PasskeyRefused();
    this.change({ counter: Math.max(counter, this.counter), backedUp, lastUsedAt: now });
  }

  /** @throws LastWayIn where its owner would be locked out (ID-13) */
  remove(others: OtherWaysIn, toAddress: string): void {
    if (!others.hasPassword && others.passkeys === 0) throw new LastWayIn();
    this.raise(new CredentialChanged({ userId: this.userId, what: 'passkey_removed', toAddress }));
  }
}
