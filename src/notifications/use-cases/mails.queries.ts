import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/index.js';
import { IdentityApi } from '../../identity/index.js';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/domain/domain-error.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../platform/http/paging.js';
import { asMail, type MailState } from '../domain/mail.js';

/** An email in its reader's history (ID-16). */
export interface MailView {
  id: string;
  template: string;
  subject: string;
  to: string;
  state: MailState;
  attempts: number;
  createdAt: Date;
  sentAt: Date | null;
}

/** An email in the list of all mails. */
export interface MailOfSomebody extends MailView {
  userId: string;
  lastError: string | null;
}

export interface MailSearch extends PageRequest {
  state?: readonly MailState[] | undefined;
  template?: string | undefined;
  userId?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

const COLUMNS = `
  m.id, m.template, m.subject, m.to_address AS "to", m.state, m.attempts, m.created_at AS "createdAt",
  m.sent_at AS "sentAt"`;
const OF_SOMEBODY = `
  SELECT ${COLUMNS}, m.user_id AS "userId", m.last_error AS "lastError"
    FROM notifications.mails m JOIN identity.users u ON u.id = m.user_id`;
/** The columns that rules about emails use, of emails and their readers (`asMail`). */
const IN_REACH = {
  branchId: 'u.branch_id',
  aboutBranchId: '(CASE WHEN m.about_reader THEN u.branch_id ELSE m.branch_id END)',
  state: 'u.state',
};
const CURSOR = z.tuple([z.uuid()]);

@Injectable()
export class MailQueries {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityApi,
  ) {}

  /**
   * Emails to a person that are about the person or a branch, as far as these are in the actor's reach, newest first.
   *
   * @throws NotFound for a person who does not exist or whom the caller may not see
   */
  async mailsTo(actor: Actor, userId: string, { limit, cursor }: PageRequest): Promise<Page<MailView>> {
    const before = readCursor(cursor, CURSOR);
    const user = await this.identity.user(userId);
    if (!user) throw new NotFound();
    actor.ensure('read', 'Mail', asMail(user, 'reader'));
    const filter = actor.filter('read', 'Mail', IN_REACH, 4);
    const rows = await this.database.query<MailView>(
      `SELECT ${COLUMNS} FROM notifications.mails m JOIN identity.users u ON u.id = m.user_id
        WHERE m.user_id = $1 AND ($2::uuid IS NULL OR m.id < $2) AND ${filter.sql}
        ORDER BY m.id DESC LIMIT $3`,
      [userId, before?.[0] ?? null, limit + 1, ...filter.values],
    );
    return pageFrom(rows, limit, ({ id }) => [id]);
  }

  /** Emails to all people in the actor's reach, as far as they are about something in the actor's reach, newest first. */
  async all(
    actor: Actor,
    { limit, cursor, state, template, userId, from, to }: MailSearch,
  ): Promise<Page<MailOfSomebody>> {
    const before = readCursor(cursor, CURSOR);
    const given = [before?.[0], state, template, userId, from, to].map((value) => value ?? null);
    const filter = actor.filter('read', 'Mail', IN_REACH, 8);
    // Planned for its values: a plan for any values would read every email there is.
    const rows = await this.database.queryPlanned<MailOfSomebody>(
      `${OF_SOMEBODY}
        WHERE ($1::uuid IS NULL OR m.id < $1) AND ($2::text[] IS NULL OR m.state = ANY($2))
          AND ($3::text IS NULL OR m.template = $3) AND ($4::uuid IS NULL OR m.user_id = $4)
          AND ($5::timestamptz IS NULL OR m.created_at >= $5) AND ($6::timestamptz IS NULL OR m.created_at < $6)
          AND ${filter.sql}
        ORDER BY m.id DESC LIMIT $7`,
      [...given, limit + 1, ...filter.values],
    );
    return pageFrom(rows, limit, ({ id }) => [id]);
  }

  /** How many failed emails the actor may send again. */
  async failedCount(actor: Actor): Promise<number> {
    const filter = actor.filter('resend', 'Mail', IN_REACH, 1);
    const row = await this.database.one<{ count: number }>(
      `SELECT count(*)::int AS count FROM notifications.mails m JOIN identity.users u ON u.id = m.user_id
        WHERE m.state = 'failed' AND ${filter.sql}`,
      filter.values,
    );
    return row!.count;
  }

  /** @throws NotFound */
  async mail(id: string): Promise<MailOfSomebody> {
    const mail = await this.database.one<MailOfSomebody>(`${OF_SOMEBODY} WHERE m.id = $1`, [id]);
    if (!mail) throw new NotFound();
    return mail;
  }
}
