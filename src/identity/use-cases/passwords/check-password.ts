import { Injectable } from '@nestjs/common';
import { hashToken } from '../../../platform/crypto/tokens.js';
import { TooManyRequests } from '../../../platform/domain/domain-error.js';
import { InvalidCredentials } from '../../domain/errors.js';
import { outcomeOf, refusalOf, type SignInOutcome } from '../../domain/sign-in.js';
import { refusedInEvenTime } from '../in-even-time.js';
import { Passwords } from './passwords.js';
import { RenewHash } from './renew-hash.js';
import { SignInHistory } from '../sign-in/sign-in-history.js';
import { type Credentials, SignInQueries } from '../sign-in/sign-ins.queries.js';
import { type KnownFrom, type Pass, Throttle } from '../sign-in/throttle.js';

/** An address and a password, and where the attempt comes from. */
export interface PasswordAttempt {
  readonly email: string;
  readonly password: string;
  readonly address: string;
  readonly device: string | null;
  /** The token of a session that the browser brought along, if any. */
  readonly token: string | undefined;
}

/** The owner of the password, and the guess that was counted for it. */
export interface RightPassword {
  readonly userId: string;
  readonly pass: Pass;
}

/** ID-11: checks an address and a password. Every failure takes the same time and answers the same. */
@Injectable()
export class CheckPassword {
  constructor(
    private readonly queries: SignInQueries,
    private readonly throttle: Throttle,
    private readonly passwords: Passwords,
    private readonly history: SignInHistory,
    private readonly renewHash: RenewHash,
  ) {}

  /**
   * After a success, the caller undoes the counting of the guess with `Throttle.succeeded`, in the same transaction as its
   * own writes.
   *
   * @throws SsoOnly; InvalidCredentials; TooManyRequests; after the right password, what keeps the user out
   */
  async run(attempt: PasswordAttempt): Promise<RightPassword> {
    this.passwords.ensureOpen();
    return refusedInEvenTime(() => this.#check(attempt));
  }

  async #check(attempt: PasswordAttempt): Promise<RightPassword> {
    const { email, password, address, token } = attempt;
    const known = await this.queries.credentials(email, address, token === undefined ? null : hashToken(token));
    const pass = await this.#pass(attempt, known);
    const matches = await this.#evaluate(pass, known?.passwordHash ?? null, password);
    const refusal = known && matches ? refusalOf(known.state) : new InvalidCredentials();
    if (!known || refusal instanceof InvalidCredentials) {
      await this.#record(attempt, known, 'wrong_password');
      await this.throttle.failed(pass);
      throw new InvalidCredentials();
    }
    if (refusal) {
      await this.throttle.succeeded(pass);
      await this.#record(attempt, known, outcomeOf(refusal, 'password'));
      throw refusal;
    }
    await this.renewHash.run(known.userId, known.passwordHash!, password);
    return { userId: known.userId, pass };
  }

  async #pass(attempt: PasswordAttempt, known: Credentials | undefined): Promise<Pass> {
    try {
      return await this.throttle.ensure('sign_in', accountOf(attempt, known), attempt.address, knownFrom(known));
    } catch (error) {
      if (error instanceof TooManyRequests) await this.#record(attempt, known, 'throttled');
      throw error;
    }
  }

  async #evaluate(pass: Pass, stored: string | null, password: string): Promise<boolean> {
    try {
      return await this.passwords.matches(stored, password);
    } catch (error) {
      await this.throttle.withdrawn(pass);
      throw error;
    }
  }

  async #record({ address, device }: PasswordAttempt, known: Credentials | undefined, outcome: SignInOutcome) {
    await this.history.record({ userId: known?.userId ?? null, method: 'password', outcome, address, device });
  }
}

/**
 * Guesses are counted for an address with its current password. Guesses at an older password say nothing about this one, so
 * that people who have reset their password are not slowed down by them.
 */
function accountOf({ email }: PasswordAttempt, known: Credentials | undefined): string {
  const { passwordHash } = known ?? {};
  return passwordHash ? `${email} ${hashToken(passwordHash).toString('base64url')}` : email;
}

function knownFrom(known: Credentials | undefined): KnownFrom | undefined {
  if (known?.knownSession) return { browser: known.knownSession };
  return known?.knownAddress ? 'address' : undefined;
}
