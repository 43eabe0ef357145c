import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { DirectWrites } from '../../platform/database/direct-writes.js';
import { newId } from '../../platform/domain/ids.js';
import type { Tx } from '../../platform/work/tx.js';
import { Artifacts } from './artifacts.js';

/** A client that has yet to be told that somebody signed out. */
export interface Logout {
  id: string;
  clientId: string;
  userId: string;
  sid: string;
  attempts: number;
}

/** Longer than the longest attempt: after that, another worker may try. */
const LEASE_SECONDS = 60;
const FIRST_PAUSE_SECONDS = 15;
const MOST_ATTEMPTS = 7;

const SESSIONS = `
  DELETE FROM openid.artifacts
   WHERE kind = 'Session' AND (session_id = $1 OR ($2::uuid IS NOT NULL AND user_id = $2)) RETURNING payload`;
/** Sessions that expired or were replaced: no event tells clients about these. */
const ENDED = `
  DELETE FROM openid.artifacts a USING identity.sessions s
   WHERE a.kind = 'Session' AND s.id = a.session_id
     AND (s.ended_at IS NOT NULL OR s.expires_at < now()
       OR (NOT s.remembered AND s.last_seen_at < now() - make_interval(secs => $1)))
  RETURNING a.payload, s.user_id AS "userId"`;
const GRANTED = `DELETE FROM openid.artifacts WHERE user_id = $1 AND kind NOT IN ('Session', 'Interaction')`;
const WANTED = `
  INSERT INTO openid.logouts (id, client_id, user_id, sid)
  SELECT w.id, w."clientId", $2, w.sid
    FROM jsonb_to_recordset($1::jsonb) AS w(id uuid, "clientId" text, sid text)
    JOIN openid.clients c ON c.client_id = w."clientId"
   WHERE c.backchannel_logout_uri IS NOT NULL AND c.state = 'active'`;
const CLAIM = `
  UPDATE openid.logouts l SET attempts = l.attempts + 1, due_at = now() + interval '${LEASE_SECONDS} seconds'
   WHERE l.id IN (SELECT id FROM openid.logouts WHERE due_at <= now() ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
  RETURNING id, client_id AS "clientId", user_id AS "userId", sid, attempts`;

/**
 * Plans which clients to tell that a session has ended. The rows are written in the transaction that ends the session, and a
 * worker sends them later, so that an unreachable client delays nobody.
 */
@Injectable()
export class Logouts {
  readonly #idleSeconds: number;

  constructor(
    private readonly writes: DirectWrites,
    private readonly artifacts: Artifacts,
    config: Config,
  ) {
    this.#idleSeconds = config.values.SESSION_IDLE_MINUTES * 60;
  }

  /** Ends the provider's session with everything that was issued in it, including offline access. */
  async ofSession(tx: Tx, userId: string, sessionId: string): Promise<void> {
    await this.#tell(tx, userId, await tx.query<{ payload: string }>(SESSIONS, [sessionId, null]));
    await tx.query('DELETE FROM openid.artifacts WHERE session_id = $1 OR begun_in = $1', [sessionId]);
  }

  /** Ends everything that was ever issued to a client for this person. */
  async ofUser(tx: Tx, userId: string): Promise<void> {
    await this.#tell(tx, userId, await tx.query<{ payload: string }>(SESSIONS, [null, userId]));
    await tx.query('DELETE FROM openid.artifacts WHERE user_id = $1', [userId]);
  }

  /**
   * Ends every grant and everything issued with it, even by a refresh that is running: without its grant, that is not valid.
   * Sessions and consents stay, so that clients get a new grant without asking the person.
   */
  async ofGrants(tx: Tx, userId: string): Promise<void> {
    await tx.query(GRANTED, [userId]);
  }

  /** Tells clients about sessions that ended by themselves. */
  async ofEnded(tx: Tx): Promise<void> {
    const ended = await tx.query<{ payload: string; userId: string }>(ENDED, [this.#idleSeconds]);
    for (const session of ended) await this.#tell(tx, session.userId, [session]);
  }

  async claim(most: number): Promise<Logout[]> {
    return this.writes.write<Logout>(CLAIM, [most]);
  }

  async done({ id }: Logout): Promise<void> {
    await this.writes.write('DELETE FROM openid.logouts WHERE id = $1', [id]);
  }

  /** Tries again after pauses that grow fourfold, from seconds to a day; then it gives up. */
  async failed(logout: Logout, reason: string): Promise<void> {
    if (logout.attempts >= MOST_ATTEMPTS) return this.done(logout);
    await this.writes.write(
      'UPDATE openid.logouts SET due_at = now() + make_interval(secs => $2), last_error = $3 WHERE id = $1',
      [logout.id, FIRST_PAUSE_SECONDS * 4 ** (logout.attempts - 1), reason.slice(0, 500)],
    );
  }

  async #tell(tx: Tx, userId: string, sessions: readonly { payload: string }[]): Promise<void> {
    const wanted = sessions
      .flatMap(({ payload }) => Object.entries(this.artifacts.open('Session', payload)?.authorizations ?? {}))
      .flatMap(([clientId, { sid }]) => (sid === undefined ? [] : [{ id: newId(), clientId, sid }]));
    if (wanted.length > 0) await tx.query(WANTED, [JSON.stringify(wanted), userId]);
  }
}
