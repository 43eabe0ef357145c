import { mapConstraint } from '../../platform/domain/constraint-errors.js';
import { DomainError } from '../../platform/domain/domain-error.js';

const REALM = 'Bearer realm="motorpool"';

/** RFC 6750 §3.1: the token is unknown, or no longer valid. */
export class InvalidToken extends DomainError {
  static override readonly kind = 'unauthenticated';
  static override readonly code = 'invalid_token';
  static override readonly title = 'This access token is unknown or no longer valid.';

  override readonly challenge = `${REALM}, error="invalid_token"`;
}

// The token was revoked while a request with it was running (ID-15).
mapConstraint('artifacts_acting', () => new InvalidToken());

/** RFC 6750 §3.1: the token is valid, but not for this. */
export class InsufficientScope extends DomainError {
  static override readonly kind = 'forbidden';
  static override readonly code = 'insufficient_scope';
  static override readonly title = 'This access token does not have the required scope.';

  override readonly challenge: string;

  constructor(scope: string) {
    super(`It needs the scope ${scope}.`);
    this.challenge = `${REALM}, error="insufficient_scope", scope="${scope}"`;
  }
}

/** A public client has no secret to rotate. */
export class NoSecret extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'client_has_no_secret';
  static override readonly title = 'A public client has no secret.';
}

/** The sign-in to a client was begun elsewhere, too long ago, or as somebody else. */
export class InteractionExpired extends DomainError {
  static override readonly kind = 'gone';
  static override readonly code = 'interaction_expired';
  static override readonly title = 'This sign-in has ended. Go back to the application and start again.';
}
