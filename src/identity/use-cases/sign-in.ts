import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { hashToken, newToken } from '../../platform/crypto/tokens.js';
import type { Tx } from '../../platform/work/tx.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { deviceOf } from '../domain/device.js';
import { InvalidCredentials } from '../domain/errors.js';
import { Session } from '../domain/session.js';
import { ensureMaySignIn, type SignInMethod } from '../domain/sign-in.js';
import { User } from '../domain/user.js';
import { type CurrentSession, CurrentSessions } from './current-sessions.js';
import { SignInHistory } from './sign-in-history.js';
import { timeOf } from './time-of.js';

/** How a browser comes to a session. */
export interface Arrival {
  readonly userId: string;
  readonly remembered: boolean;
  /** The token that the browser brought along, if any: never adopted, and what it stood for ends. */
  readonly previousToken: string | undefined;
  readonly address: string | null;
  readonly device: string | null;
  readonly method: SignInMethod;
  /** The passkey that the person showed, if it was one. */
  readonly passkeyId?: string | null;
}

/** Begins a session for somebody who has shown who they are. */
@Injectable()
export class SignIn {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sessions: CurrentSessions,
    private readonly history: SignInHistory,
    private readonly config: Config,
  ) {}

  /** @throws what keeps the user out, if it came about since the password was checked */
  async run({ previousToken, method, ...arrival }: Arrival): Promise<{ token: string; session: CurrentSession }> {
    const token = newToken();
    await this.work.run({ userId: arrival.userId }, async (tx) => {
      // The user's row is locked, as a suspension locks it: either it sees this session, or this sees it.
      const user = await tx.load(User, arrival.userId);
      ensureMaySignIn(user.state);
      const now = await timeOf(tx);
      if (previousToken) await this.#endPrevious(tx, previousToken, now);
      const facts = { ...arrival, tokenHash: hashToken(token) };
      await tx.save(Session.start(facts, this.config.values.SESSION_REMEMBER_DAYS, now));
      const { userId, address } = arrival;
      const device = deviceOf(arrival.device ?? undefined);
      if (await this.history.isFromElsewhere(tx, userId, address, device)) {
        user.tellOfSignIn(device);
        await tx.save(user);
      }
      await this.history.recordIn(tx, { userId, method, outcome: 'ok', address, device });
    });
    const session = await this.sessions.find(token);
    if (!session) throw new InvalidCredentials();
    return { token, session };
  }

  /** Whether the token is that of a live session. */
  async isSignedIn(token: string): Promise<boolean> {
    return (await this.sessions.find(token)) !== undefined;
  }

  async #endPrevious(tx: Tx, token: string, now: Date): Promise<void> {
    const previous = await tx.find(Session, 'token_hash = $1 AND ended_at IS NULL', [hashToken(token)]);
    previous?.end(now);
    if (previous) await tx.save(previous);
  }
}
