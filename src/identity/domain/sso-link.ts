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

/** Who somebody is at the organisation's own provider (ID-7): its issuer and subject, which never become another's. */
@Entity({ schema: 'identity', name: 'sso_links' })
export class SsoLink extends Aggregate<SsoLink> {
  /** What only the provider needs to know somebody by is in no history. */
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

  /** Of somebody who comes into the list by it. */
  static first(userId: string, { issuer, subject }: AtProvider, now: Date): SsoLink {
    const link = new SsoLink();
    link.change({ id: newId(), userId, issuer, subject, createdAt: now });
    return link;
  }

  /** One more way in for somebody who is in the list already: they are told (ID-13). */
  static further(owner: { id: string; email: string }, at: AtProvider, now: Date): SsoLink {
    const link = SsoLink.first(owner.id, at, now);
    link.raise(new CredentialChanged({ userId: owner.id, what: 'sso_linked', toAddress: owner.email }));
    return link;
  }
}

// Two sign-ins of one person, or two people for one account, at once: the second begins again, and finds what is there.
mapConstraint('sso_links_subject', () => new SsoRefused());
mapConstraint('sso_links_user', () => new SsoRefused());
