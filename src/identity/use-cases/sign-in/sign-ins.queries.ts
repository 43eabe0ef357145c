import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../../access/index.js';
import { Database } from '../../../platform/database/database.js';
import { NotFound } from '../../../platform/domain/domain-error.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../../platform/http/paging.js';
import type { SignInMethod, SignInOutcome } from '../../domain/sign-in.js';
import type { UserState } from '../../domain/user-state.js';

/** An entry in a person's history: one attempt, or several similar ones from one address (ID-16). */
export interface SignInView {
  id: string;
  /** Time of the first attempt. */
  at: Date;
  method: SignInMethod;
  outcome: SignInOutcome;
  address: string | null;
  /** Device of the last attempt. */
  device: string | null;
  count: number;
  lastAt: Date;
}

/** What a password is checked against. */
export interface Credentials {
  userId: string;
  state: UserState;
  passwordHash: string | null;
  /** Whether somebody has signed in to the account from this address before. */
  knownAddress: boolean;
  /** A session of this account, active or ended, whose token the browser still has. */
  knownSession: string | null;
}

const CREDENTIALS = `
  SELECT u.id AS "userId", u.state, u.password_hash AS "passwordHash",
         EXISTS (SELECT 1 FROM identity.sign_ins i
                  WHERE i.user_id = u.id AND i.address = $2 AND i.outcome = 'ok') AS "knownAddress",
         (SELECT s.id FROM identity.sessions s WHERE s.token_hash = $3 AND s.user_id = u.id) AS "knownSession"
    FROM identity.users u WHERE u.email = $1`;

const HISTORY = `
  SELECT id, at, method, outcome, address, device, count, last_at AS "lastAt" FROM identity.sign_ins
   WHERE user_id = $1 AND ($2::uuid IS NULL OR id < $2)
   ORDER BY id DESC LIMIT $3`;

const CURSOR = z.tuple([z.uuid()]);

@Injectable()
export class SignInQueries {
  constructor(private readonly database: Database) {}

  /** @param tokenHash of the session that the browser brought along, if any */
  credentials(email: string, address: string, tokenHash: Buffer | null): Promise<Credentials | undefined> {
    return this.database.one<Credentials>(CREDENTIALS, [email, address, tokenHash]);
  }

  /** A user's state; for an unknown id `deleted`. */
  async stateOf(userId: string): Promise<UserState> {
    const row = await this.database.one<{ state: UserState }>('SELECT state FROM identity.users WHERE id = $1', [
      userId,
    ]);
    return row?.state ?? 'deleted';
  }

  async storedPassword(email: string): Promise<string | null | undefined> {
    const row = await this.database.one<{ hash: string | null }>(
      'SELECT password_hash AS hash FROM identity.users WHERE email = $1',
      [email],
    );
    return row?.hash;
  }

  /** @throws NotFound */
  async of(actor: Actor, userId: string, { limit, cursor }: PageRequest): Promise<Page<SignInView>> {
    const before = readCursor(cursor, CURSOR);
    const user = await this.database.one<{ branchId: string | null; state: UserState }>(
      'SELECT branch_id AS "branchId", state FROM identity.users WHERE id = $1',
      [userId],
    );
    if (!user) throw new NotFound();
    actor.ensure('read', 'History', user);
    const rows = await this.database.query<SignInView>(HISTORY, [userId, before?.[0] ?? null, limit + 1]);
    return pageFrom(rows, limit, ({ id }) => [id]);
  }
}
