import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/index.js';
import { IdentityApi } from '../../identity/index.js';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/domain/domain-error.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../platform/http/paging.js';
import type { MailState } from '../domain/mail.js';

/** A mail in its reader's history (ID-16). */
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

const CURSOR = z.tuple([z.uuid()]);

@Injectable()
export class MailQueries {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityApi,
  ) {}

  /**
   * The mails to a person of a branch in the actor's reach, newest first.
   *
   * @throws NotFound for a person who is not there, or not theirs to see
   */
  async mailsTo(actor: Actor, userId: string, { limit, cursor }: PageRequest): Promise<Page<MailView>> {
    const before = readCursor(cursor, CURSOR);
    const user = await this.identity.user(userId);
    if (!user) throw new NotFound();
    actor.ensure('read', 'Mail', user);
    const rows = await this.database.query<MailView>(
      `SELECT id, template, subject, to_address AS "to", state, attempts, created_at AS "createdAt", sent_at AS "sentAt"
         FROM notifications.mails
        WHERE user_id = $1 AND ($2::uuid IS NULL OR id < $2)
        ORDER BY id DESC LIMIT $3`,
      [userId, before?.[0] ?? null, limit + 1],
    );
    return pageFrom(rows, limit, ({ id }) => [id]);
  }
}
