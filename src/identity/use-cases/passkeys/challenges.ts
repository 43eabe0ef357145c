import { Injectable } from '@nestjs/common';
import { hashToken, newToken } from '../../../platform/crypto/tokens.js';
import { DirectWrites } from '../../../platform/database/direct-writes.js';
import { SYSTEM } from '../../../platform/domain/performer.js';
import { Sweeps } from '../../../platform/schedule/sweeps.js';
import type { Tx } from '../../../platform/work/tx.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { SsoProvider } from '../single-sign-on/sso-provider.js';

/** Whether a challenge is for making or for presenting a passkey. */
type Purpose = 'register' | 'assert';

/** Who may finish a ceremony: only the session, browser or mailed link that began it. */
export interface Holder {
  readonly sessionId?: string;
  readonly sessionToken?: string | undefined;
  /** The value of the browser's cookie, if nobody is signed in. */
  readonly browser?: string | undefined;
  /** The token of a mailed link that nobody has used yet. */
  readonly linkToken?: string;
}

/** How long a ceremony may take, by PostgreSQL's clock. */
export const CEREMONY_MINUTES = 5;
const SWEEP_MS = 5 * 60_000;

const ISSUE = `
  INSERT INTO identity.webauthn_challenges (challenge_hash, purpose, session_id, browser_hash, link_id, expires_at)
  SELECT $1, $2, s.id, CASE WHEN s.id IS NULL THEN $5::bytea END, l.id,
         now() + make_interval(mins => ${CEREMONY_MINUTES})
    FROM (SELECT) one
    LEFT JOIN identity.mailed_links l ON l.token_hash = $6::bytea
    LEFT JOIN identity.sessions s ON (s.id = $3::uuid OR s.token_hash = $4::bytea)
      AND s.ended_at IS NULL AND s.expires_at > now()
  RETURNING session_id IS NOT NULL AS "ofSession"`;

/** One conditional statement, so that only the first of two concurrent requests spends a challenge. */
const SPEND = `
  DELETE FROM identity.webauthn_challenges
   WHERE challenge_hash = $1 AND purpose = $2 AND expires_at > now()
     AND (session_id = coalesce($3::uuid, (SELECT id FROM identity.sessions WHERE token_hash = $4::bytea))
          OR browser_hash = $5::bytea
          OR link_id = (SELECT id FROM identity.mailed_links WHERE token_hash = $6::bytea))
  RETURNING 1`;

/**
 * The challenges of passkey ceremonies (WebAuthn §13.4.3): 256 random bits, stored hashed, for one purpose, one holder and
 * one use, within five minutes.
 */
@Injectable()
export class Challenges {
  constructor(
    private readonly work: UnitOfWork,
    private readonly writes: DirectWrites,
    private readonly sso: SsoProvider,
    sweeps: Sweeps,
  ) {
    sweeps.add('Passkey challenges', SWEEP_MS, () => this.forgetLapsed());
  }

  /** Tied to the holder's active session, or without one to the browser. */
  async issue(tx: Tx, purpose: Purpose, holder: Holder): Promise<{ challenge: string; ofSession: boolean }> {
    const challenge = newToken();
    const [row] = await tx.query<{ ofSession: boolean }>(ISSUE, [hashToken(challenge), purpose, ...values(holder)]);
    return { challenge, ofSession: row!.ofSession };
  }

  /**
   * Spends the challenge. @returns whether it belonged to this holder. It runs before the unit of work and commits by itself,
   * so that a refused ceremony has used it up, too.
   *
   * @throws SsoOnly
   */
  async spend(challenge: string, purpose: Purpose, holder: Holder): Promise<boolean> {
    this.sso.ensureOthers();
    const rows = await this.writes.write(SPEND, [hashToken(challenge), purpose, ...values(holder)]);
    return rows.length === 1;
  }

  async forgetLapsed(): Promise<void> {
    await this.work.run(SYSTEM, (tx) => tx.query('DELETE FROM identity.webauthn_challenges WHERE expires_at <= now()'));
  }
}

const hashed = (token: string | undefined): Buffer | null => (token === undefined ? null : hashToken(token));

const values = ({ sessionId, sessionToken, browser, linkToken }: Holder) => [
  sessionId ?? null,
  hashed(sessionToken),
  hashed(browser),
  hashed(linkToken),
];
