import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import type { Acting, Proof } from '../../../platform/work/acting.js';

/** Who shows this token, for a request of that method. @throws DomainError for a token that is not valid here */
type TokenCheck = (token: string, method: string) => Promise<Bearer>;

/** Who acts by an access token: a person through an application, or a machine by itself. */
export interface Bearer {
  readonly actor: Actor;
  readonly acting: Acting;
  readonly proof: Extract<Proof, 'token' | 'client'>;
}

/**
 * Where the context that gives out access tokens says how they are checked, so that identity needs not know it. As long
 * as nobody has, a token opens nothing.
 */
@Injectable()
export class Authenticators {
  #check: TokenCheck | undefined;

  useTokens(check: TokenCheck): void {
    this.#check = check;
  }

  /** Undefined where the request shows no token, or nobody checks them. */
  async byToken(authorization: string | undefined, method: string): Promise<Bearer | undefined> {
    const token = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
    return token === undefined ? undefined : this.#check?.(token, method);
  }
}
