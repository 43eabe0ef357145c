import { Column, Entity, PrimaryColumn } from 'typeorm';
import { mapConstraint } from '../../platform/domain/constraint-errors.js';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { newId } from '../../platform/domain/ids.js';
import { CredentialChanged } from '../events.js';
import { SsoRefused } from './errors.js';

interface AtProvider {
  readonly issuer: string;
  readonly subject: string;
}

/** A person's identity at the organisation's provider (ID-7): issuer and subject, which are never reassigned. */
@Entity({ schema: 'identity', name: 'sso_links' })
export class SsoLink extends Aggregate<SsoLink> {
  /** The provider's identifier for a person is not written to any history. */
  static override readonly secretFields = ['subject'];

  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('uuid', { name: 'user_id' })
  readonly userId!: string;

  @Column('text')
  readonly issuer!: string;

  @Column('text')
  readonly subject!: string;

  @Column('timestamptz', { name: 'created_at' })
  readonly createdAt!: Date;

  /** The link of a new person, who registers by it. No email is needed. */
  static first(userId: string, { issuer, subject }: AtProvider, now: Date): SsoLink {
    const link = new SsoLink();
    link.change({ id: newId(), userId, issuer, subject, createdAt: now });
    return link;
  }

  /** A further way to sign in for a person who is already in the list. They get an email (ID-13). */
  static further(owner: { id: string; email: string }, at: AtProvider, now: Date): SsoLink {
    const link = SsoLink.first(owner.id, at, now);
    link.raise(new CredentialChanged({ userId: owner.id, what: 'sso_linked', toAddress: owner.email }));
    return link;
  }
}

// Two first sign-ins at the same moment: the loser tries again and then finds the link.
mapConstraint('sso_links_subject', () => new SsoRefused());
mapConstraint('sso_links_user', () => new SsoRefused());
