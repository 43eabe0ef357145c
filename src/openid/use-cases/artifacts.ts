import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Sealer } from '../../platform/crypto/sealer.js';
import { hashToken } from '../../platform/crypto/tokens.js';
import { Database } from '../../platform/database/database.js';
import { DirectWrites } from '../../platform/database/direct-writes.js';
import { Sweeps } from '../../platform/schedule/sweeps.js';

/** The library's data of a code, a token, a grant or a session. */
export interface Payload {
  jti?: string;
  kind?: string;
  uid?: string;
  grantId?: string;
  accountId?: string;
  clientId?: string;
  sessionUid?: string;
  expiresWithSession?: boolean;
  consumed?: number;
  scope?: string;
  authorizations?: Record<string, { sid?: string; grantId?: string }>;
  [name: string]: unknown;
}

interface ArtifactRow {
  payload: string;
  consumedAt: Date | null;
}

/**
 * Nothing is issued in a session that has ended meanwhile: either its end waits for this, or this sees it ended (ID-15). A
 * token whose grant is gone may still be written, but is not valid.
 */
const UPSERT = `
  WITH live AS MATERIALIZED (
    SELECT id FROM identity.sessions WHERE id = $9::uuid AND ended_at IS NULL FOR SHARE
  )
  INSERT INTO openid.artifacts
    (key_hash, kind, grant_hash, user_id, client_id, session_id, payload, expires_at, begun_in)
  SELECT $1, $2, $3, $4, $5, $6, $7, now() + make_interval(secs => $8), $9
   WHERE $9::uuid IS NULL OR EXISTS (SELECT FROM live)
  ON CONFLICT (key_hash) DO UPDATE SET
    grant_hash = excluded.grant_hash, user_id = excluded.user_id, client_id = excluded.client_id,
    session_id = excluded.session_id, payload = excluded.payload, expires_at = excluded.expires_at
  RETURNING 1`;

const FIND = `
  SELECT payload, consumed_at AS "consumedAt" FROM openid.artifacts WHERE key_hash = $1 AND expires_at > now()`;

/** The provider's session is valid only while identity's session is (OP-5). */
const FIND_SESSION = `
  SELECT a.payload, a.consumed_at AS "consumedAt"
    FROM openid.artifacts a
    JOIN identity.sessions s ON s.id = a.session_id
    JOIN identity.users u ON u.id = s.user_id
   WHERE a.kind = 'Session' AND a.session_id = $1 AND a.expires_at > now()
     AND s.ended_at IS NULL AND s.expires_at > now()
     AND (s.remembered OR s.last_seen_at > now() - make_interval(secs => $2))
     AND u.state = 'verified' AND u.can_sign_in`;

const CONSUME = `
  UPDATE openid.artifacts SET consumed_at = now()
   WHERE key_hash = $1 AND consumed_at IS NULL AND expires_at > now() RETURNING 1`;

/** How long an anonymous session is kept. Every request of a stranger makes one, and it is needed only until they sign in. */
const NOBODYS_SESSION_SECONDS = 600;

const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/;
const EVERY_MS = 600_000;

/**
 * Stores the provider's objects: ids as hashes and contents sealed, so that a dump of the database contains nothing usable.
 */
@Injectable()
export class Artifacts {
  readonly #idleSeconds: number;

  constructor(
    private readonly database: Database,
    private readonly writes: DirectWrites,
    private readonly sealer: Sealer,
    config: Config,
    sweeps: Sweeps,
  ) {
    this.#idleSeconds = config.values.SESSION_IDLE_MINUTES * 60;
    sweeps.add('OpenidArtifacts', EVERY_MS, () => this.forget());
  }

  key(kind: string, id: string): Buffer {
    return hashToken(`${kind}:${id}`);
  }

  /**
   * @param begunIn the session in which it is issued, if the payload does not say
   * @returns whether it was stored: not if the session has ended meanwhile
   */
  async put(kind: string, id: string, payload: Payload, seconds: number, begunIn?: string): Promise<boolean> {
    const { grantId, accountId, clientId, sessionUid } = payload;
    const sessionId = this.#sessionOf(kind, payload);
    const kept = await this.writes.write(UPSERT, [
      this.key(kind, id),
      kind,
      grantId === undefined ? null : this.key('Grant', grantId),
      accountId ?? null,
      clientId ?? null,
      sessionId,
      this.sealer.seal(JSON.stringify(payload), purpose(kind)),
      kind === 'Session' && accountId === undefined ? Math.min(seconds, NOBODYS_SESSION_SECONDS) : seconds,
      sessionId ?? [sessionUid, begunIn].find((uid) => uid !== undefined && UUID.test(uid)) ?? null,
    ]);
    return kept.length > 0;
  }

  async find(kind: string, id: string): Promise<Payload | undefined> {
    return this.#open(kind, await this.database.one<ArtifactRow>(FIND, [this.key(kind, id)]));
  }

  async findSession(sessionId: string): Promise<Payload | undefined> {
    if (!UUID.test(sessionId)) return undefined;
    return this.#open('Session', await this.database.one<ArtifactRow>(FIND_SESSION, [sessionId, this.#idleSeconds]));
  }

  /** Whether this caller is the one that consumed it: of several at once, only one is. */
  async consume(kind: string, id: string): Promise<boolean> {
    return (await this.writes.write(CONSUME, [this.key(kind, id)])).length === 1;
  }

  async remove(kind: string, id: string): Promise<void> {
    await this.writes.write('DELETE FROM openid.artifacts WHERE key_hash = $1', [this.key(kind, id)]);
  }

  async removeOfGrant(kind: string, grantId: string): Promise<void> {
    const values = [this.key('Grant', grantId), kind];
    await this.writes.write('DELETE FROM openid.artifacts WHERE grant_hash = $1 AND kind = $2', values);
  }

  /** Keeps the tokens that a refresh token was exchanged for, for a moment, in case a second tab asks. */
  async keepAnswer(token: string, answer: unknown): Promise<void> {
    const sealed = this.sealer.seal(JSON.stringify(answer), purpose('answer'));
    const values = [this.key('RefreshToken', token), sealed];
    await this.writes.write('UPDATE openid.artifacts SET answer = $2 WHERE key_hash = $1', values);
  }

  /** Whether it was exchanged within the last seconds. */
  async isJustSpent(token: string, graceSeconds: number): Promise<boolean> {
    const row = await this.database.one(
      `SELECT 1 FROM openid.artifacts WHERE key_hash = $1 AND consumed_at > now() - make_interval(secs => $2)`,
      [this.key('RefreshToken', token), graceSeconds],
    );
    return row !== undefined;
  }

  async answerOf(token: string, graceSeconds: number): Promise<unknown> {
    const row = await this.database.one<{ answer: string }>(
      `SELECT answer FROM openid.artifacts
        WHERE key_hash = $1 AND answer IS NOT NULL AND consumed_at > now() - make_interval(secs => $2)`,
      [this.key('RefreshToken', token), graceSeconds],
    );
    return row && (JSON.parse(this.sealer.open(row.answer, purpose('answer'))) as unknown);
  }

  /** Deletes what has expired, and kept answers that are no longer needed. */
  async forget(): Promise<void> {
    await this.writes.write('DELETE FROM openid.artifacts WHERE expires_at < now()');
    await this.writes.write(
      `UPDATE openid.artifacts SET answer = NULL WHERE answer IS NOT NULL AND consumed_at < now() - interval '1 minute'`,
    );
  }

  /** undefined if it was sealed with a key that SECRET_KEY no longer lists: then it is simply not valid. */
  open(kind: string, sealed: string): Payload | undefined {
    try {
      return JSON.parse(this.sealer.open(sealed, purpose(kind))) as Payload;
    } catch {
      return undefined;
    }
  }

  #open(kind: string, row: ArtifactRow | undefined): Payload | undefined {
    if (!row) return undefined;
    const payload = this.open(kind, row.payload);
    return payload && row.consumedAt ? { ...payload, consumed: Math.floor(row.consumedAt.getTime() / 1000) } : payload;
  }

  /** The session with which it ends, if any. */
  #sessionOf(kind: string, { uid, accountId, sessionUid, expiresWithSession }: Payload): string | null {
    if (kind === 'Session') return accountId ? uid! : null;
    return expiresWithSession && sessionUid && UUID.test(sessionUid) ? sessionUid : null;
  }
}

const purpose = (kind: string): string => `openid ${kind}`;
