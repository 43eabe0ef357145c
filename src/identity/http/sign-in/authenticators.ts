import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import type { Acting, Proof } from '../../../platform/work/acting.js';

/**
 * Identifies the owner of an access token, for a request with this method. @throws DomainError for a token that is not valid
 * here
 */
type TokenCheck = (token: string, method: string) => Promise<Bearer>;

/** Who uses an access token: an application on behalf of a person, or a machine by itself. */
export interface Bearer {
  readonly actor: Actor;
  readonly acting: Acting;
  readonly proof: Extract<Proof, 'token' | 'client'>;
}

/**
 * The context that issues access tokens registers here how to check them, so that identity need not depend on it. Until then,
 * no token is accepted.
 */
@Injectable()
export class Authenticators {
  #check: TokenCheck | undefined;

  useTokens(check: TokenCheck): void {
    this.#check = check;
  }

  /** undefined if the request has no token, or nothing checks tokens yet. */
  async byToken(authorization: string | undefined, method: string): Promise<Bearer | undefined> {
    const token = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
    return token === undefined ? undefined : this.#check?.(token, method);
  }
}
