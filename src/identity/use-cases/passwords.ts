import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { Config } from '../../platform/config/config.js';
import { newToken } from '../../platform/crypto/tokens.js';
import { ensureAcceptablePassword, normalised } from '../domain/password-rules.js';

/** argon2id (the package's default variant) with 19 MiB and two passes (ID-10). */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashing and checking passwords. */
@Injectable()
export class Passwords {
  /** Nobody's password: checked where there is none to check, so that an unknown address takes as long (ID-11). */
  readonly #nobodys = hash(newToken(), PARAMETERS);

  constructor(private readonly config: Config) {}

  get shortest(): number {
    return this.config.values.PASSWORD_MIN_LENGTH;
  }

  /** @throws InvalidInput where it breaks the rules of ID-10 */
  ensureAcceptable(password: string): void {
    ensureAcceptablePassword(password, this.shortest);
  }

  hash(password: string): Promise<string> {
    return hash(normalised(password), PARAMETERS);
  }

  /** Takes the same time whether there is a stored hash or not. */
  async matches(stored: string | null, password: string): Promise<boolean> {
    const same = await verify(stored ?? (await this.#nobodys), normalised(password));
    return same && stored !== null;
  }
}
