import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { requestContext } from '../../../platform/http/requests/request-context.js';
import { actingBy, type CurrentSession, CurrentSessions } from '../../use-cases/sign-in/current-sessions.js';
import { SignOut } from '../../use-cases/sign-in/sign-out.js';
import { isBackground } from './background.js';
import { SessionCookie } from './session-cookie.js';

export type SignedInSession = Pick<CurrentSession, 'id' | 'actor' | 'authenticatedAt'> & {
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
};

/** Tells other contexts who is signed in with the browser of a request, and ends that session. */
@Injectable()
export class SignedIn {
  constructor(
    private readonly sessions: CurrentSessions,
    private readonly cookie: SessionCookie,
    private readonly signOut: SignOut,
  ) {}

  async at(request: FastifyRequest): Promise<SignedInSession | undefined> {
    const token = this.cookie.read(request);
    const session = token === undefined ? undefined : await this.sessions.find(token, !isBackground(request));
    const context = requestContext();
    if (session && context) context.acting = actingBy(session);
    return session;
  }

  /** The cookie is not valid from here on. */
  async end({ actor, id }: SignedInSession): Promise<void> {
    await this.signOut.run(actor, id);
  }
}
