import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { newId } from '../../platform/domain/ids.js';
import {
  EmailChangeRequested,
  EmailChangeUndoable,
  PasswordMissing,
  PasswordResetRequested,
  UserInvited,
  VerificationRequested,
} from '../events.js';
import { LinkExpired } from './errors.js';

/** `email_undo` takes a change of address back; `review` opens the page where people see what can use their account. */
export type LinkKind = 'verification' | 'invitation' | 'reset' | 'email_change' | 'email_undo' | 'review';

/** The secret of a link: its hash is stored, and the event for the email carries it sealed. */
export interface LinkToken {
  readonly hash: Buffer;
  readonly sealed: string;
}

/** A requested change of the address. */
export interface WantedEmail {
  readonly newEmail: string;
  /** The session that asked for it. */
  readonly sessionId: string;
}

/** A link that was mailed to a person. It works once, until it expires or a newer one of its kind is mailed (ID-9). */
@Entity({ schema: 'identity', name: 'mailed_links' })
export class MailedLink extends Aggregate<MailedLink> {
  static override readonly secretFields = ['tokenHash'];

  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('uuid', { name: 'user_id' })
  readonly userId!: string;

  @Column('text')
  readonly kind!: LinkKind;

  @Column('bytea', { name: 'token_hash' })
  readonly tokenHash!: Buffer;

  /** For `email_change` and `email_undo`: the address that the link was mailed to, and that the user gets. */
  @Column('citext', { name: 'new_email', nullable: true })
  readonly newEmail!: string | null;

  /** For `email_change`: the session that asked for it. */
  @Column('uuid', { name: 'session_id', nullable: true })
  readonly sessionId!: string | null;

  @Column('timestamptz', { name: 'expires_at' })
  readonly expiresAt!: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  readonly usedAt!: Date | null;

  @Column('timestamptz', { name: 'voided_at', nullable: true })
  readonly voidedAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  readonly createdAt!: Date;

  static verification(userId: string, token: LinkToken, expiresAt: Date, now: Date): MailedLink {
    const link = MailedLink.make('verification', userId, token, expiresAt, now);
    link.raise(new VerificationRequested({ userId, sealedToken: token.sealed, expiresAt: expiresAt.toISOString() }));
    return link;
  }

  static invitation(
    userId: string,
    token: LinkToken,
    expiresAt: Date,
    invitedBy: string | null,
    now: Date,
  ): MailedLink {
    const link = MailedLink.make('invitation', userId, token, expiresAt, now);
    const facts = { userId, sealedToken: token.sealed, expiresAt: expiresAt.toISOString(), invitedBy };
    link.raise(new UserInvited(facts));
    return link;
  }

  static reset(userId: string, token: LinkToken, expiresAt: Date, now: Date): MailedLink {
    const link = MailedLink.make('reset', userId, token, expiresAt, now);
    link.raise(new PasswordResetRequested({ userId, sealedToken: token.sealed, expiresAt: expiresAt.toISOString() }));
    return link;
  }

  static emailChange(userId: string, token: LinkToken, expiresAt: Date, wanted: WantedEmail, now: Date): MailedLink {
    const link = MailedLink.make('email_change', userId, token, expiresAt, now);
    link.change(wanted);
    const facts = { userId, sealedToken: token.sealed, expiresAt: expiresAt.toISOString() };
    link.raise(new EmailChangeRequested({ ...facts, toAddress: wanted.newEmail }));
    return link;
  }

  static emailUndo(userId: string, token: LinkToken, expiresAt: Date, oldEmail: string, now: Date): MailedLink {
    const link = MailedLink.make('email_undo', userId, token, expiresAt, now);
    link.change({ newEmail: oldEmail });
    const facts = { userId, sealedToken: token.sealed, expiresAt: expiresAt.toISOString() };
    link.raise(new EmailChangeUndoable({ ...facts, toAddress: oldEmail }));
    return link;
  }

  /** A password that someone else may have chosen was dropped. The owner sets a new one, as with a reset. */
  static passwordMissing(userId: string, token: LinkToken, expiresAt: Date, now: Date): MailedLink {
    const link = MailedLink.make('reset', userId, token, expiresAt, now);
    link.raise(new PasswordMissing({ userId, sealedToken: token.sealed, expiresAt: expiresAt.toISOString() }));
    return link;
  }

  /** A link that is not mailed: the page that made it leads to it. */
  static atHand(kind: 'reset' | 'review', userId: string, token: LinkToken, expiresAt: Date, now: Date): MailedLink {
    return MailedLink.make(kind, userId, token, expiresAt, now);
  }

  private static make(kind: LinkKind, userId: string, { hash }: LinkToken, expiresAt: Date, now: Date): MailedLink {
    const link = new MailedLink();
    const open = { usedAt: null, voidedAt: null, newEmail: null, sessionId: null };
    link.change({ id: newId(), userId, kind, tokenHash: hash, expiresAt, createdAt: now, ...open });
    return link;
  }

  /** @throws LinkExpired */
  ensureUsable(now: Date): void {
    if (this.usedAt || this.voidedAt || this.expiresAt <= now) throw new LinkExpired();
  }

  /** @throws LinkExpired */
  use(now: Date): void {
    this.ensureUsable(now);
    this.change({ usedAt: now });
  }

  /** A newer link replaces this one. */
  void(now: Date): void {
    if (!this.usedAt && !this.voidedAt) this.change({ voidedAt: now });
  }
}
