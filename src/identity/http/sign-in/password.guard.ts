import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { InvalidInput } from '../../../platform/domain/domain-error.js';
import { fieldProblems } from '../../../platform/http/requests/validation.js';
import { InvalidCredentials } from '../../domain/errors.js';
import type { Pass } from '../../use-cases/sign-in/throttle.js';
import { SignInBody } from './session.schemas.js';

/** The person whose password, passkey or single sign-on was accepted. */
export interface Identified {
  readonly userId: string;
  /** The passkey, if one was used. */
  readonly passkeyId?: string | null;
  /** Set for a single sign-on: when the person authenticated at the provider, if it says so. */
  readonly sso?: { readonly authenticatedAt: Date | null };
  /** Set for a password: the guess that was counted for it. */
  readonly pass?: Pass;
}

export type IdentifiedRequest = FastifyRequest & { user: Identified };

/** Opens the route to a person with the right address and password. Malformed input is answered with 422. */
@Injectable()
export class PasswordGuard extends AuthGuard('local') {
  /** @throws InvalidInput, InvalidCredentials, and what keeps a user out who gave the right password */
  override canActivate(context: ExecutionContext) {
    const request = context.switchToHttp().getRequest<{ body: unknown }>();
    const { data, error } = SignInBody.safeParse(request.body);
    if (error) throw new InvalidInput(fieldProblems(error.issues));
    request.body = data;
    return super.canActivate(context);
  }

  override handleRequest<User>(error: unknown, user: User | false): User {
    if (error) throw error;
    if (!user) throw new InvalidCredentials();
    return user;
  }
}
