import { Injectable } from '@nestjs/common';
import { AccessApi, type Actor, type PermissionKey, type Reach, reachOf, type RoleView } from '../../access/index.js';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/domain/domain-error.js';
import type { LinkKind } from '../domain/mailed-link.js';
import { STEP_UP_MINUTES } from '../domain/step-up.js';
import type { UserRow } from './people/user-views.js';

/** A role that gives a person a permission, and in which branches. */
export interface PermissionSource {
  userId: string;
  roleId: string;
  reach: Reach;
}

/** What a mailed link is for. */
export interface MailedLinkView {
  userId: string;
  kind: LinkKind;
  /** The address that it was mailed to. */
  email: string;
  name: string;
  /** Whether following the link requires choosing a password. */
  needsPassword: boolean;
}

export interface SessionRow extends UserRow {
  sessionId: string;
  remembered: boolean;
  signedInAt: Date;
  /** When the person last confirmed who they are: at sign-in, or at a later step-up. */
  authenticatedAt: Date;
  /** Whether the session's last activity is due to be stored. */
  stale: boolean;
  /** Whether the person confirmed who they are less than 5 minutes ago. */
  fresh: boolean;
  grantsVersion: string;
  /** When the session ends however much it is used. */
  lapsesAt: Date;
  lastSeenAt: Date;
}

/** The columns of a `UserRow`, from a table or subquery named `u`. */
export const USER_COLUMNS = `
  u.id, u.email, u.name, u.phone, u.reference, u.locale, u.state, u.can_sign_in AS "canSignIn", u.branch_id AS "branchId",
  u.group_ids AS "groupIds", u.roles, u.created_at AS "createdAt",
  u.version, u.state = 'unconfirmed' AND u.verified_at IS NOT NULL AS "isInvited"`;

/**
 * access's `reachOf` in SQL: whom one of these roles reaches. An assignment with branches reaches those; without, the role
 * reaches the home branch or every branch.
 */
const HOLDERS = `
  SELECT ${USER_COLUMNS} FROM identity.users u
   WHERE u.state = 'verified'
     AND u.role_ids ?| $1::text[]
     AND EXISTS (
       SELECT 1 FROM jsonb_to_recordset(u.roles) AS given ("roleId" text, "branchIds" jsonb)
        WHERE given."roleId" = ANY ($1::text[])
          AND CASE WHEN jsonb_typeof(given."branchIds") = 'array' THEN given."branchIds" ? $4
                   WHEN given."roleId" = ANY ($2::text[]) THEN u.branch_id::text = $4
                   ELSE given."roleId" = ANY ($3::text[]) END)
   ORDER BY u.id`;

const SOURCES = `
  SELECT ${USER_COLUMNS} FROM identity.users u
   WHERE u.state = 'verified' AND u.can_sign_in AND u.role_ids ?| $1::text[]
     AND ($2::uuid[] IS NULL OR u.id = ANY ($2))`;

const LINK = `
  SELECT u.id AS "userId", l.kind, coalesce(l.new_email, u.email) AS email, u.name,
         l.kind = 'reset' OR (l.kind IN ('verification', 'invitation') AND u.password_hash IS NULL
           AND NOT EXISTS (SELECT FROM identity.sso_links o WHERE o.user_id = u.id)) AS "needsPassword"
    FROM identity.mailed_links l JOIN identity.users u ON u.id = l.user_id
   WHERE l.token_hash = $1 AND l.used_at IS NULL AND l.voided_at IS NULL AND l.expires_at > now()
     AND CASE l.kind WHEN 'reset' THEN u.state IN ('verified', 'pending')
                     WHEN 'email_change' THEN u.state = 'verified'
                     WHEN 'email_undo' THEN u.state = 'verified'
                     WHEN 'review' THEN u.state IN ('verified', 'pending')
                     ELSE u.state = 'unconfirmed' END`;

const SESSION = `
  SELECT ${USER_COLUMNS}, s.id AS "sessionId", s.remembered, s.created_at AS "signedInAt",
         greatest(coalesce(s.authenticated_at, s.created_at), s.stepped_up_at) AS "authenticatedAt",
         s.last_seen_at < now() - make_interval(secs => $3) AS stale,
         greatest(coalesce(s.authenticated_at, s.created_at), s.stepped_up_at) > now() - interval '${STEP_UP_MINUTES} minutes' AS fresh, g.version AS "grantsVersion",
         s.expires_at AS "lapsesAt", s.last_seen_at AS "lastSeenAt"
    FROM identity.sessions s
    JOIN identity.users u ON u.id = s.user_id
    CROSS JOIN access.grants_version g
   WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > now()
     AND (s.remembered OR s.last_seen_at > now() - make_interval(secs => $2))
     AND u.state = 'verified' AND u.can_sign_in`;

@Injectable()
export class IdentityQueries {
  constructor(
    private readonly database: Database,
    private readonly access: AccessApi,
  ) {}

  /** @throws NotFound */
  async user(actor: Actor, id: string): Promise<UserRow> {
    const user = await this.database.one<UserRow>(`SELECT ${USER_COLUMNS} FROM identity.users u WHERE u.id = $1`, [id]);
    if (!user) throw new NotFound();
    actor.ensure('read', 'User', user);
    return user;
  }

  async pendingCount(actor: Actor): Promise<number> {
    const filter = actor.filter('verify', 'User', { branchId: 'd.branch_id', state: 'd.state' }, 1);
    const row = await this.database.one<{ count: number }>(
      `SELECT count(*)::int AS count FROM identity.directory d WHERE d.state = 'pending' AND ${filter.sql}`,
      filter.values,
    );
    return row!.count;
  }

  usersById(ids: readonly string[]): Promise<UserRow[]> {
    return this.database.query<UserRow>(`SELECT ${USER_COLUMNS} FROM identity.users u WHERE u.id = ANY ($1::uuid[])`, [
      ids,
    ]);
  }

  /** The verified users who have a permission for this branch; null: for every branch. */
  async holdersOf(key: PermissionKey, branchId: string | null, roleId: string | null = null): Promise<UserRow[]> {
    const roles = (await this.access.rolesWith(key)).filter(({ id }) => roleId === null || id === roleId);
    const reaching = (natural: RoleView['reach']) => idsOf(roles.filter(({ reach }) => reach === natural));
    return this.database.query<UserRow>(HOLDERS, [idsOf(roles), reaching('home'), reaching('every'), branchId]);
  }

  /**
   * Which roles give people a permission, and where, with one entry for each person and role. Only people who may sign in
   * have any.
   */
  async sourcesOf(key: PermissionKey, of: readonly string[] | 'everybody'): Promise<PermissionSource[]> {
    const roles = new Map((await this.access.rolesWith(key)).map((role) => [role.id, role]));
    const users = await this.database.query<UserRow>(SOURCES, [[...roles.keys()], of === 'everybody' ? null : of]);
    return users.flatMap(({ id: userId, branchId, roles: given }) =>
      given.flatMap(({ roleId, branchIds }) => {
        const role = roles.get(roleId);
        return role ? [{ userId, roleId, reach: reachOf(role.reach, branchIds, branchId) }] : [];
      }),
    );
  }

  /** A link that still works, for a person whose state fits its kind. */
  usableLink(tokenHash: Buffer): Promise<MailedLinkView | undefined> {
    return this.database.one<MailedLinkView>(LINK, [tokenHash]);
  }

  /** The active session with this token, its user, and the version of the grants, in one query. */
  session(tokenHash: Buffer, idleSeconds: number, staleSeconds: number): Promise<SessionRow | undefined> {
    return this.database.one<SessionRow>(SESSION, [tokenHash, idleSeconds, staleSeconds]);
  }
}

const idsOf = (roles: readonly RoleView[]): string[] => roles.map(({ id }) => id);
