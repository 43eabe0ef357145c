import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { BranchesApi } from '../../../branches/index.js';
import { Config } from '../../../platform/config/config.js';
import { newToken } from '../../../platform/crypto/tokens.js';
import { contextWords, type PasswordContext } from '../../domain/guessable.js';
import { ensureAcceptablePassword, normalised } from '../../domain/password-rules.js';
import { GuessablePasswords } from './guessable-passwords.js';
import { HashQueue } from './hash-queue.js';
import { SsoProvider } from '../single-sign-on/sso-provider.js';

/** argon2id (the package's default variant) with 19 MiB and two passes (ID-10). */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const STORED = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/;

/** Hashes and checks passwords. Both wait in a bounded queue: never call them inside a transaction. */
@Injectable()
export class Passwords {
  /** A hash that belongs to nobody: checked when there is no password, so that an unknown address takes as long (ID-11). */
  readonly #nobodys = hash(newToken(), PARAMETERS);

  constructor(
    private readonly config: Config,
    private readonly branches: BranchesApi,
    private readonly guessable: GuessablePasswords,
    private readonly queue: HashQueue,
    private readonly sso: SsoProvider,
  ) {}

  get shortest(): number {
    return this.config.values.PASSWORD_MIN_LENGTH;
  }

  /** @throws SsoOnly where nobody has a password */
  ensureOpen(): void {
    this.sso.ensureOthers();
  }

  /**
   * @param about the person whose password it will be
   * @throws InvalidInput if it breaks the rules of ID-10; SsoOnly if there are no passwords
   */
  async ensureAcceptable(password: string, about: PasswordContext): Promise<void> {
    this.ensureOpen();
    ensureAcceptablePassword(password, this.shortest);
    const { name: organisation } = await this.branches.organisation();
    await this.guessable.ensureNotGuessable(normalised(password), contextWords(about, organisation));
  }

  /** @throws Unavailable where too many wait to be hashed */
  hash(password: string): Promise<string> {
    return this.queue.run(() => hash(normalised(password), PARAMETERS));
  }

  /** Takes the same time with and without a stored hash. @throws Unavailable if too many wait */
  async matches(stored: string | null, password: string): Promise<boolean> {
    const known = stored ?? (await this.#nobodys);
    const same = await this.queue.run(() => verify(known, normalised(password)));
    return same && stored !== null;
  }

  /** Whether it was hashed with weaker parameters than today's. */
  isOutdated(stored: string): boolean {
    const [, memory, time] = STORED.exec(stored) ?? [];
    return Number(memory ?? 0) < PARAMETERS.memoryCost || Number(time ?? 0) < PARAMETERS.timeCost;
  }
}
