import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { PUBLIC } from '../../../platform/http/public.js';
import { requestContext } from '../../../platform/http/requests/request-context.js';
import type { Acting, Proof } from '../../../platform/work/acting.js';
import { actingBy, CurrentSessions } from '../../use-cases/sign-in/current-sessions.js';
import { Authenticators } from './authenticators.js';
import { isBackground } from './background.js';
import type { SignedInRequest } from './current-session.js';
import { SessionCookie } from './session-cookie.js';

/** Identifies the caller by access token or session cookie, in one query. Public routes skip this. */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: CurrentSessions,
    private readonly cookie: SessionCookie,
    private readonly authenticators: Authenticators,
  ) {}

  /**
   * Lets every request pass. The next guard refuses routes that need a signed-in person.
   *
   * @throws DomainError for an access token that is not valid
   */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, [context.getHandler(), context.getClass()]))
      return true;
    const http = context.switchToHttp();
    const request = http.getRequest<SignedInRequest>();
    const bearer = await this.authenticators.byToken(request.headers.authorization, request.method);
    if (bearer) {
      request.actor = bearer.actor;
      actsBy(bearer.acting, bearer.proof);
      return true;
    }
    const token = this.cookie.read(request);
    if (token === undefined) return true;
    // An invalid cookie is left alone: the request may just be late, with the token from before a step-up, and removing the
    // cookie would remove the new token.
    const session = await this.sessions.find(token, !isBackground(request));
    if (session) {
      request.session = session;
      request.actor = session.actor;
      actsBy(actingBy(session), session.fresh ? 'fresh' : 'stale');
    }
    return true;
  }
}

/** From here on, every change of the request checks once more whether its session is still active (ID-15). */
function actsBy(acting: Acting, proof: Proof): void {
  const context = requestContext();
  if (context) Object.assign(context, { acting, proof });
}
