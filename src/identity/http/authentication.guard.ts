import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { PUBLIC } from '../../platform/http/public.js';
import { CurrentSessions } from '../use-cases/current-sessions.js';
import { Authenticators } from './authenticators.js';
import type { SignedInRequest } from './current-session.js';
import { SessionCookie } from './session-cookie.js';

/**
 * Finds out who is asking: by the access token that they show or else by the session's cookie, with one statement. A
 * public route asks nobody, and costs none.
 */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: CurrentSessions,
    private readonly cookie: SessionCookie,
    private readonly authenticators: Authenticators,
  ) {}

  /**
   * Lets everybody pass: what needs somebody signed in is refused by the guard that follows.
   *
   * @throws DomainError for an access token that is worth nothing
   */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, [context.getHandler(), context.getClass()]))
      return true;
    const http = context.switchToHttp();
    const request = http.getRequest<SignedInRequest>();
    request.actor = await this.authenticators.byToken(request.headers.authorization, request.method);
    if (request.actor) return true;
    const token = this.cookie.read(request);
    if (token === undefined) return true;
    // A token that is worth nothing stays where it is: it may be one from before a step-up, in a request that comes late,
    // and taking the cookie away would take the new one.
    const session = await this.sessions.find(token);
    if (session) {
      request.session = session;
      request.actor = session.actor;
    }
    return true;
  }
}
