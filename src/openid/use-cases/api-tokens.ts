import { Injectable } from '@nestjs/common';
import { AccessApi, type RoleAssignment } from '../../access/index.js';
import type { Bearer } from '../../identity/index.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { InsufficientScope, InvalidToken } from '../domain/errors.js';
import { type ClientLimits, isAmong } from '../domain/client-limits.js';
import { knownScopes } from '../domain/scopes.js';
import { Artifacts } from './artifacts.js';

interface TokenRow {
  key: Buffer;
  kind: string;
  payload: string;
  userId: string;
  branchId: string | null;
  groupIds: string[];
  roles: RoleAssignment[];
  grantsVersion: string;
  limits: ClientLimits;
}

/**
 * Reads everything that a token depends on in one query, so that a change of any of it counts from the next request on: the
 * token, its grant, its client, the person or service account, and the session with which it ends. The subquery makes
 * PostgreSQL start with the token: a service account may have half a million tokens from the last ten minutes.
 */
const BEARER = `
  WITH token AS MATERIALIZED (
    SELECT key_hash, kind, payload, user_id, client_id, session_id, grant_hash FROM openid.artifacts
     WHERE key_hash = ANY ($1) AND kind IN ('AccessToken', 'ClientCredentials') AND expires_at > now())
  SELECT a.key_hash AS key, a.kind, a.payload, u.id AS "userId", u.branch_id AS "branchId", u.group_ids AS "groupIds", u.roles,
         v.version AS "grantsVersion",
         jsonb_build_object('roleKeys', c.role_keys, 'groupIds', c.group_ids) AS limits
    FROM token a
    JOIN openid.clients c ON c.client_id = a.client_id AND c.state = 'active'
    JOIN identity.users u ON u.id = CASE a.kind WHEN 'AccessToken' THEN a.user_id ELSE c.service_account_id END
    LEFT JOIN identity.sessions s ON s.id = a.session_id
    CROSS JOIN access.grants_version v
   WHERE CASE a.kind
           WHEN 'AccessToken' THEN u.state = 'verified' AND u.can_sign_in
             AND EXISTS (SELECT 1 FROM openid.artifacts g WHERE g.key_hash = a.grant_hash AND g.expires_at > now())
           ELSE u.state = 'contact' END
     AND (a.session_id IS NULL OR (s.ended_at IS NULL AND s.expires_at > now()
       AND (s.remembered OR s.last_seen_at > now() - make_interval(secs => $2))))`;

const TOKEN = /^[\w-]{43}$/;
const READING = new Set(['GET', 'HEAD']);

/**
 * Identifies callers of the API by our access tokens (OP-6). Tokens are random and stored as hashes, so that foreign tokens,
 * and tokens for another purpose, are simply not found.
 */
@Injectable()
export class ApiTokens {
  readonly #idleSeconds: number;

  constructor(
    private readonly database: Database,
    private readonly artifacts: Artifacts,
    private readonly access: AccessApi,
    config: Config,
  ) {
    this.#idleSeconds = config.values.SESSION_IDLE_MINUTES * 60;
  }

  /** @throws InvalidToken, InsufficientScope */
  async bearer(token: string, method: string): Promise<Bearer> {
    const keys = ['AccessToken', 'ClientCredentials'].map((kind) => this.artifacts.key(kind, token));
    const row = TOKEN.test(token) ? await this.database.one<TokenRow>(BEARER, [keys, this.#idleSeconds]) : undefined;
    if (!row) throw new InvalidToken();
    const { key, kind, payload, roles, grantsVersion, limits, ...facts } = row;
    if (kind === 'AccessToken') await this.#ensureAmong(limits, row);
    const needed = READING.has(method) ? 'api:read' : 'api:write';
    if (!knownScopes(this.artifacts.open(kind, payload)?.scope).includes(needed)) throw new InsufficientScope(needed);
    const actor = await this.access.actor(facts, roles, grantsVersion);
    const ensure = () => ({ text: 'SELECT openid.ensure_token($1)', values: [key] });
    const acting = { id: key.toString('hex'), userId: facts.userId, ensure };
    return { actor, acting, proof: kind === 'AccessToken' ? 'token' : 'client' };
  }

  /** OP-2: a person who may no longer use the client cannot call the API through it. @throws InvalidToken */
  async #ensureAmong(limits: ClientLimits, { roles, groupIds, grantsVersion }: TokenRow): Promise<void> {
    const known = await this.access.roles(grantsVersion);
    const keys = roles.map(({ roleId }) => known.get(roleId)?.key);
    if (!isAmong(limits, keys, groupIds)) throw new InvalidToken();
  }
}
