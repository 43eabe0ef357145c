import { Injectable } from '@nestjs/common';
import { InvalidCredentials } from '../domain/errors.js';
import { ensureMaySignIn } from '../domain/sign-in.js';
import { IdentityQueries } from './identity.queries.js';
import { Passwords } from './passwords.js';

/** ID-11: whether an address and a password belong together, in the same time and words whatever is wrong. */
@Injectable()
export class CheckPassword {
  constructor(
    private readonly queries: IdentityQueries,
    private readonly passwords: Passwords,
  ) {}

  /**
   * @returns the user's id
   * @throws InvalidCredentials; after the right password, what keeps the user out
   */
  async run(email: string, password: string): Promise<string> {
    const known = await this.queries.credentials(email);
    const matches = await this.passwords.matches(known?.passwordHash ?? null, password);
    if (!known || !matches) throw new InvalidCredentials();
    ensureMaySignIn(known.state);
    return known.userId;
  }
}
