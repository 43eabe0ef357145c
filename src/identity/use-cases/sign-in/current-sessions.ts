import { Injectable } from '@nestjs/common';
import { AccessApi, type Actor, StepUpRequired, Unauthenticated } from '../../../access/index.js';
import { Config } from '../../../platform/config/config.js';
import { hashToken } from '../../../platform/crypto/tokens.js';
import { mapConstraint } from '../../../platform/domain/constraint-errors.js';
import { SYSTEM } from '../../../platform/domain/performer.js';
import type { Acting } from '../../../platform/work/acting.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { STEP_UP_MINUTES } from '../../domain/step-up.js';
import { IdentityQueries } from '../identity.queries.js';
import type { UserRow } from '../people/user-views.js';

/** The session of a request, with its user. */
export interface CurrentSession {
  readonly id: string;
  readonly actor: Actor;
  readonly user: UserRow;
  readonly signedInAt: Date;
  /** When the person last confirmed who they are: at sign-in, or at a later step-up. */
  readonly authenticatedAt: Date;
  readonly remembered: boolean;
  /** Whether the person confirmed who they are less than 5 minutes ago (ID-13). */
  readonly fresh: boolean;
  readonly grantsVersion: string;
  /** When the session ends if it is not used any more. */
  readonly expiresAt: Date;
}

/** For the unit of work: a check, before the commit, that the session is still active (ID-15). */
export const actingBy = ({ id, actor: { userId } }: Pick<CurrentSession, 'id' | 'actor'>): Acting => ({
  id,
  userId,
  ensure: (isFresh) => ({
    text: 'SELECT identity.ensure_acting($1, $2, $3)',
    values: [id, isFresh, STEP_UP_MINUTES],
  }),
});
mapConstraint('sessions_acting', () => new Unauthenticated());
mapConstraint('sessions_fresh', () => new StepUpRequired());

const TOKEN = /^[\w-]{43}$/;
const LONGEST_STALE_SECONDS = 60;
const TOUCH = `
  UPDATE identity.sessions SET last_seen_at = greatest(last_seen_at, now()) WHERE id = $1
  RETURNING last_seen_at AS "seenAt"`;

/** Finds the session of a token: on every request, in one query. */
@Injectable()
export class CurrentSessions {
  readonly #idleSeconds: number;
  readonly #staleSeconds: number;

  constructor(
    private readonly queries: IdentityQueries,
    private readonly access: AccessApi,
    private readonly work: UnitOfWork,
    config: Config,
  ) {
    this.#idleSeconds = config.values.SESSION_IDLE_MINUTES * 60;
    // Rare enough to be cheap, frequent enough that a short idle limit does not end a session in use.
    this.#staleSeconds = Math.min(LONGEST_STALE_SECONDS, this.#idleSeconds / 10);
  }

  /**
   * The active session; undefined if it has ended, is too old or too long idle, or its user may not sign in.
   *
   * @param isActivity false for a request in the background, which does not keep the session alive (ID-14)
   */
  async find(token: string, isActivity = true): Promise<CurrentSession | undefined> {
    if (!TOKEN.test(token)) return undefined;
    const found = await this.queries.session(hashToken(token), this.#idleSeconds, this.#staleSeconds);
    if (!found) return undefined;
    const { sessionId, remembered, signedInAt, authenticatedAt, stale, fresh, grantsVersion, ...rest } = found;
    const { lapsesAt, lastSeenAt, ...user } = rest;
    const touched = stale && isActivity && (await this.#touch(sessionId));
    const expiresAt = this.endOf(remembered, touched || lastSeenAt, lapsesAt);
    return this.of(user, { id: sessionId, signedInAt, authenticatedAt, remembered, fresh, grantsVersion, expiresAt });
  }

  /** When a session ends if it is not used any more. */
  endOf(remembered: boolean, lastSeenAt: Date, lapsesAt: Date): Date {
    const idleEnd = new Date(lastSeenAt.getTime() + this.#idleSeconds * 1000);
    return remembered || idleEnd > lapsesAt ? lapsesAt : idleEnd;
  }

  /** Combines a session with its user's permissions. */
  async of(user: UserRow, session: Omit<CurrentSession, 'user' | 'actor'>): Promise<CurrentSession> {
    const facts = { userId: user.id, branchId: user.branchId, groupIds: user.groupIds };
    return { ...session, user, actor: await this.access.actor(facts, user.roles, session.grantsVersion) };
  }

  /** @returns the time that was stored; undefined if the session is gone */
  async #touch(id: string): Promise<Date | undefined> {
    const [row] = await this.work.run(SYSTEM, (tx) => tx.query<{ seenAt: Date }>(TOUCH, [id]));
    return row?.seenAt;
  }
}
