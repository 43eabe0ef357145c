import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SsoFailed } from '../../domain/errors.js';
import type { CurrentSession } from '../../use-cases/sign-in/current-sessions.js';
import { ShowSession } from '../../use-cases/sign-in/show-session.js';
import { SignIn } from '../../use-cases/sign-in/sign-in.js';
import { SignOut } from '../../use-cases/sign-in/sign-out.js';
import { StepUp } from '../../use-cases/sign-in/step-up.js';
import { originOf } from './origin.js';
import type { StepUpBody } from '../passkeys/passkey.schemas.js';
import type { Identified, IdentifiedRequest } from './password.guard.js';
import { SessionCookie } from './session-cookie.js';

const LONGEST_DEVICE = 300;

const methodOf = ({ sso, passkeyId }: Identified) => (sso ? 'sso' : passkeyId ? 'passkey' : 'password');

/** Begins and ends browser sessions: the row in the database together with the cookie in the browser. */
@Injectable()
export class BrowserSessions {
  constructor(
    private readonly signIn: SignIn,
    private readonly signOut: SignOut,
    private readonly steppingUp: StepUp,
    private readonly showSession: ShowSession,
    private readonly cookie: SessionCookie,
  ) {}

  async begin(request: IdentifiedRequest, reply: FastifyReply, remembered: boolean) {
    const { token, session } = await this.signIn.run({
      ...request.user,
      remembered,
      address: request.ip,
      method: methodOf(request.user),
      device: request.headers['user-agent']?.slice(0, LONGEST_DEVICE) ?? null,
    });
    // The browser's earlier token is never reused, and its session ends.
    const previous = this.cookie.read(request);
    if (previous !== undefined) await this.signOut.replaced(previous);
    this.cookie.set(reply, token, remembered);
    return this.show(session);
  }

  /** For public pages: whether the browser is already signed in. */
  async isSignedIn(request: FastifyRequest): Promise<boolean> {
    const token = this.cookie.read(request);
    return token !== undefined && (await this.signIn.sessionOf(token)) !== undefined;
  }

  show(session: CurrentSession) {
    return this.showSession.run(session);
  }

  /** ID-14: the session gets a new token. @throws InvalidCredentials, PasskeyRefused, TooManyRequests */
  async stepUp(
    current: CurrentSession,
    shown: StepUpBody,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const { password, response } = shown;
    const oldToken = this.cookie.read(request)!;
    const token =
      password === undefined
        ? await this.steppingUp.byPasskey(current, oldToken, response!)
        : await this.steppingUp.byPassword(current, oldToken, { password, ...originOf(request) });
    this.cookie.set(reply, token, current.remembered);
  }

  /** The same through the organisation's provider. @throws SsoFailed if it is another person, or nobody is signed in */
  async stepUpBySso(userId: string | null, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const oldToken = this.cookie.read(request);
    const current = oldToken === undefined ? undefined : await this.signIn.sessionOf(oldToken);
    if (oldToken === undefined || !current || current.actor.userId !== userId) throw new SsoFailed();
    this.cookie.set(reply, await this.steppingUp.bySso(current, oldToken), current.remembered);
  }

  async end({ actor, id }: CurrentSession, reply: FastifyReply): Promise<void> {
    await this.signOut.run(actor, id);
    this.cookie.clear(reply);
  }
}
