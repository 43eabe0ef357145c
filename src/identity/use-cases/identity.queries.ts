import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor, PermissionKey } from '../../access/index.js';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/domain/domain-error.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../platform/http/paging.js';
import { STEP_UP_MINUTES } from '../domain/step-up.js';
import type { UserState } from '../domain/user-state.js';
import type { UserRow } from './user-views.js';

export interface UserFilter extends PageRequest {
  q?: string | undefined;
  state?: UserState | undefined;
  roleId?: string | undefined;
  branchId?: string | undefined;
  groupId?: string | undefined;
}

/** What a mailed link is for. */
export interface LinkView {
  userId: string;
  email: string;
  name: string;
  /** Whether following it means choosing a password. */
  needsPassword: boolean;
}

export interface Credentials {
  userId: string;
  state: UserState;
  passwordHash: string | null;
}

export interface SessionRow extends UserRow {
  sessionId: string;
  remembered: boolean;
  signedInAt: Date;
  /** Whether it is time to write down that the session was seen. */
  stale: boolean;
  /** Whether the person showed who they are less than 5 minutes ago. */
  fresh: boolean;
  grantsVersion: string;
}

const COLUMNS = `
  u.id, u.email, u.name, u.phone, u.reference, u.state, u.can_sign_in AS "canSignIn", u.branch_id AS "branchId",
  u.group_ids AS "groupIds", u.roles, u.created_at AS "createdAt"`;

const LIST = `
  SELECT ${COLUMNS} FROM identity.users u
   WHERE ($1::text IS NULL OR (u.name, u.id) > ($1, $2::uuid))
     AND (u.state = $3 OR ($3::text IS NULL AND u.state <> 'deleted'))
     AND ($4::uuid IS NULL OR u.branch_id = $4)
     AND ($5::text IS NULL OR u.role_ids ? $5)
     AND ($6::uuid IS NULL OR u.group_ids @> ARRAY[$6::uuid])
     AND ($7::text IS NULL OR u.search LIKE lower($7))`;

/**
 * `reachOf` of access, in SQL: whom a role reaches with the branch. An assignment that lists branches reaches those;
 * without a list a role reaches the holder's home branch or every branch, as is its nature.
 */
const HOLDERS = `
  SELECT ${COLUMNS} FROM identity.users u
   WHERE u.state = 'verified'
     AND u.role_ids ?| (SELECT array_agg(id::text) FROM access.roles WHERE $1 = ANY (permissions))
     AND EXISTS (
       SELECT 1 FROM jsonb_to_recordset(u.roles) AS given ("roleId" uuid, "branchIds" jsonb)
         JOIN access.roles r ON r.id = given."roleId" AND $1 = ANY (r.permissions)
        WHERE CASE WHEN jsonb_typeof(given."branchIds") = 'array' THEN given."branchIds" ? $2
                   WHEN r.reach = 'home' THEN u.branch_id::text = $2
                   ELSE r.reach = 'every' END)
   ORDER BY u.id`;

const LINK = `
  SELECT u.id AS "userId", u.email, u.name, u.password_hash IS NULL AS "needsPassword"
    FROM identity.mailed_links l JOIN identity.users u ON u.id = l.user_id
   WHERE l.token_hash = $1 AND l.used_at IS NULL AND l.voided_at IS NULL AND l.expires_at > now()
     AND u.state = 'unconfirmed'`;

const SESSION = `
  SELECT ${COLUMNS}, s.id AS "sessionId", s.remembered, s.created_at AS "signedInAt",
         s.last_seen_at < now() - make_interval(secs => $3) AS stale,
         greatest(s.created_at, s.stepped_up_at) > now() - interval '${STEP_UP_MINUTES} minutes' AS fresh, g.version AS "grantsVersion"
    FROM identity.sessions s
    JOIN identity.users u ON u.id = s.user_id
    CROSS JOIN access.grants_version g
   WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > now()
     AND (s.remembered OR s.last_seen_at > now() - make_interval(secs => $2))
     AND u.state = 'verified' AND u.can_sign_in`;

const CURSOR = z.tuple([z.string(), z.uuid()]);

@Injectable()
export class IdentityQueries {
  constructor(private readonly database: Database) {}

  /** The users whom the actor may see, by name. */
  async users(
    actor: Actor,
    { q, state, roleId, branchId, groupId, limit, cursor }: UserFilter,
  ): Promise<Page<UserRow>> {
    const filter = actor.filter('read', 'User', { branchId: 'u.branch_id' }, 9);
    const after = readCursor(cursor, CURSOR);
    const values = [after?.[0], after?.[1], state, branchId, roleId, groupId, q && containing(q)];
    const rows = await this.database.query<UserRow>(`${LIST} AND ${filter.sql} ORDER BY u.name, u.id LIMIT $8`, [
      ...values.map((value) => value ?? null),
      limit + 1,
      ...filter.values,
    ]);
    return pageFrom(rows, limit, ({ name, id }) => [name, id]);
  }

  /** @throws NotFound */
  async user(actor: Actor, id: string): Promise<UserRow> {
    const user = await this.database.one<UserRow>(`SELECT ${COLUMNS} FROM identity.users u WHERE u.id = $1`, [id]);
    if (!user) throw new NotFound();
    actor.ensure('read', 'User', user);
    return user;
  }

  usersById(ids: readonly string[]): Promise<UserRow[]> {
    return this.database.query<UserRow>(`SELECT ${COLUMNS} FROM identity.users u WHERE u.id = ANY ($1::uuid[])`, [ids]);
  }

  /** The verified users who hold a permission with a reach that covers the branch; null: that covers every branch. */
  holdersOf(key: PermissionKey, branchId: string | null): Promise<UserRow[]> {
    return this.database.query<UserRow>(HOLDERS, [key, branchId]);
  }

  credentials(email: string): Promise<Credentials | undefined> {
    return this.database.one<Credentials>(
      'SELECT id AS "userId", state, password_hash AS "passwordHash" FROM identity.users WHERE email = $1',
      [email],
    );
  }

  /** A link that still works, and waits to be followed. */
  usableLink(tokenHash: Buffer): Promise<LinkView | undefined> {
    return this.database.one<LinkView>(LINK, [tokenHash]);
  }

  /** The live session of this token, with the user who may sign in, and the version of the grants: one statement. */
  session(tokenHash: Buffer, idleSeconds: number, staleSeconds: number): Promise<SessionRow | undefined> {
    return this.database.one<SessionRow>(SESSION, [tokenHash, idleSeconds, staleSeconds]);
  }
}

/** A LIKE pattern for what holds this text, literally. */
const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
