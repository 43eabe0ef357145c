import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/index.js';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/domain/domain-error.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../platform/http/paging.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { Consent } from '../domain/consent.js';
import type { Scope } from '../domain/scopes.js';

/** A consent as the person who gave it sees it. */
export interface GrantView {
  id: string;
  clientId: string;
  clientName: string;
  scopes: Scope[];
  givenAt: Date;
}

const IN_FORCE = 'user_id = $1 AND client_id = $2 AND withdrawn_at IS NULL';
const CURSOR = z.tuple([z.uuid()]);

/**
 * The consents of people (OP-4): each person is asked once for a client and its scopes, can see the consent, and can withdraw
 * it.
 */
@Injectable()
export class Consents {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  /** Newest first. */
  async list({ userId }: Pick<Actor, 'userId'>, { limit, cursor }: PageRequest): Promise<Page<GrantView>> {
    const before = readCursor(cursor, CURSOR)?.[0] ?? null;
    const rows = await this.database.query<GrantView>(
      `SELECT c.id, o.client_id AS "clientId", o.name AS "clientName", c.scopes, c.given_at AS "givenAt"
         FROM openid.consents c JOIN openid.clients o ON o.id = c.client_id
        WHERE c.user_id = $1 AND c.withdrawn_at IS NULL AND ($2::uuid IS NULL OR c.id < $2)
        ORDER BY c.id DESC LIMIT $3`,
      [userId, before, limit + 1],
    );
    return pageFrom(rows, limit, ({ id }) => [id]);
  }

  async scopes(userId: string, clientId: string): Promise<Scope[]> {
    const row = await this.database.one<{ scopes: Scope[] }>(
      `SELECT c.scopes FROM openid.consents c JOIN openid.clients o ON o.id = c.client_id
        WHERE c.user_id = $1 AND o.client_id = $2 AND c.withdrawn_at IS NULL`,
      [userId, clientId],
    );
    return row?.scopes ?? [];
  }

  /** @param clientId the id of the client's row */
  async give(userId: string, clientId: string, scopes: readonly Scope[]): Promise<void> {
    await this.work.run({ userId }, async (tx) => {
      await tx.lock('user', userId);
      const given = await tx.find(Consent, IN_FORCE, [userId, clientId]);
      given?.widen(scopes);
      await tx.save(given ?? Consent.give(userId, clientId, scopes));
    });
  }

  /** Ends the client's codes and tokens for this person at once. @throws NotFound for somebody else's consent */
  async withdraw(actor: Pick<Actor, 'userId'>, id: string): Promise<void> {
    await this.work.run(actor, async (tx) => {
      const consent = await tx.find(Consent, 'id = $1 AND user_id = $2 AND withdrawn_at IS NULL', [id, actor.userId]);
      if (!consent) throw new NotFound();
      consent.withdraw();
      await tx.save(consent);
      await tx.query(
        `DELETE FROM openid.artifacts
          WHERE user_id = $1 AND client_id = (SELECT client_id FROM openid.clients WHERE id = $2)`,
        [actor.userId, consent.clientId],
      );
    });
  }
}
