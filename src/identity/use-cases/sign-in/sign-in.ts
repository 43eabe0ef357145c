import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { hashToken, newToken } from '../../../platform/crypto/tokens.js';
import { DirectWrites } from '../../../platform/database/direct-writes.js';
import { newId } from '../../../platform/domain/ids.js';
import { forgiving } from '../../../platform/limits/limits.js';
import { deviceOf, networkOf } from '../../domain/device.js';
import { InvalidCredentials } from '../../domain/errors.js';
import { lifetimeHours } from '../../domain/session.js';
import { outcomeOf, refusalOf, type SignInMethod } from '../../domain/sign-in.js';
import { SignedInFromElsewhere } from '../../events.js';
import { type CurrentSession, CurrentSessions } from './current-sessions.js';
import { USER_COLUMNS } from '../identity.queries.js';
import { SignInHistory } from './sign-in-history.js';
import { SignInQueries } from './sign-ins.queries.js';
import type { Pass } from './throttle.js';
import type { UserRow } from '../people/user-views.js';

/** The data of a new session. */
export interface Arrival {
  readonly userId: string;
  readonly remembered: boolean;
  readonly address: string | null;
  readonly device: string | null;
  readonly method: SignInMethod;
  /** The passkey, if one was used. */
  readonly passkeyId?: string | null;
  /** Set for a single sign-on: when the person authenticated at the provider; null if it does not say. */
  readonly sso?: { readonly authenticatedAt: Date | null };
  /** Set for a password: the guess that was counted before it turned out to be right. */
  readonly pass?: Pass;
}

type Begun = UserRow & Pick<CurrentSession, 'signedInAt' | 'authenticatedAt' | 'grantsVersion'> & { lapsesAt: Date };

/**
 * Whether the person has signed in before; for most people the first row answers it. Without the LIMIT, PostgreSQL would read
 * all sign-ins if it expects few.
 */
const earlier = (like: string) =>
  `(SELECT true FROM identity.sign_ins WHERE user_id = u.id AND outcome = 'ok' AND ${like} LIMIT 1)`;

/**
 * Everything that a sign-in writes, in one statement, so that it costs little beside the hash. It locks the user's row, as a
 * suspension does, so that one of the two sees the other. Not audited, because the sign-in history records it.
 */
const BEGIN = `
  WITH u AS MATERIALIZED (
    SELECT * FROM identity.users WHERE id = $1 AND state = 'verified' AND can_sign_in FOR NO KEY UPDATE
  ), begun AS (
    INSERT INTO identity.sessions
      (id, token_hash, user_id, remembered, address, device, created_at, last_seen_at, expires_at, passkey_id,
       authenticated_at)
    SELECT $2, $3, u.id, $4, $5, $6, now(), now(), now() + make_interval(hours => $7), $8,
           CASE WHEN $10 = 'sso' THEN least(coalesce($16::timestamptz, now() - interval '1 hour'), now()) END FROM u
    RETURNING created_at, coalesce(authenticated_at, created_at) AS authenticated_at, expires_at
  ), told AS (
    INSERT INTO identity.sign_ins (id, user_id, method, outcome, address, device)
    SELECT $9, u.id, $10, 'ok', $5, $11 FROM u
  ), elsewhere AS (
    -- Somebody who has signed in before, but never with this device, or never from this network (NO-6).
    INSERT INTO platform.outbox (id, type, payload, actor_id, occurred_at)
    SELECT $14, '${SignedInFromElsewhere.type}', jsonb_build_object('userId', u.id, 'device', $11::text), u.id, now()
      FROM u
     WHERE ${earlier('true')}
       AND (${earlier('device IS NOT DISTINCT FROM $11::text')}
            AND ${earlier('starts_with(address, $15::text)')}) IS NOT TRUE
  ), ${forgiving('$12::bytea', '$13::bytea[]')}
  SELECT ${USER_COLUMNS}, begun.created_at AS "signedInAt",
         begun.authenticated_at AS "authenticatedAt", begun.expires_at AS "lapsesAt", g.version AS "grantsVersion"
    FROM u CROSS JOIN begun CROSS JOIN access.grants_version g`;

/** Begins a session for a person whose identity has been checked. */
@Injectable()
export class SignIn {
  constructor(
    private readonly writes: DirectWrites,
    private readonly sessions: CurrentSessions,
    private readonly queries: SignInQueries,
    private readonly history: SignInHistory,
    private readonly config: Config,
  ) {}

  /** @throws what keeps the user out, if it came about since the password was checked */
  async run(arrival: Arrival): Promise<{ token: string; session: CurrentSession }> {
    const { remembered } = arrival;
    const [token, id] = [newToken(), newId()];
    const { signedInAt, authenticatedAt, grantsVersion, lapsesAt, ...user } = await this.#begin(id, token, arrival);
    const session = await this.sessions.of(user, {
      ...{ id, signedInAt, authenticatedAt },
      ...{ remembered, fresh: !arrival.sso, grantsVersion },
      expiresAt: this.sessions.endOf(remembered, signedInAt, lapsesAt),
    });
    return { token, session };
  }

  /** The live session of this token. */
  sessionOf(token: string): Promise<CurrentSession | undefined> {
    return this.sessions.find(token);
  }

  async #begin(id: string, token: string, arrival: Arrival): Promise<Begun> {
    const { userId, remembered, address, device, method, passkeyId, pass, sso } = arrival;
    const hours = lifetimeHours(remembered, this.config.values.SESSION_REMEMBER_DAYS);
    const [begun] = await this.writes.write<Begun>(BEGIN, [
      userId,
      ...[id, hashToken(token), remembered, address, device, hours, passkeyId ?? null],
      ...[newId(), method, deviceOf(device ?? undefined)],
      ...[pass?.own ?? null, pass?.shared ?? null],
      ...[newId(), networkOf(address ?? '')],
      sso?.authenticatedAt ?? null,
    ]);
    if (begun) {
      this.history.count(method);
      return begun;
    }
    const refusal = refusalOf(await this.queries.stateOf(userId)) ?? new InvalidCredentials();
    await this.history.record({
      userId,
      method,
      outcome: outcomeOf(refusal, method),
      address,
      device: deviceOf(device ?? undefined),
    });
    throw refusal;
  }
}
