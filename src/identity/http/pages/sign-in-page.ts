import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../../platform/domain/domain-error.js';
import { problemOf } from '../../../platform/http/problems/problem-details.js';
import { emailAddress } from '../../../platform/http/schemas.js';
import { CheckPassword } from '../../use-cases/passwords/check-password.js';
import { ReadSignUpOptions } from '../../use-cases/registration/read-sign-up-options.js';
import { BrowserSessions } from '../sign-in/browser-sessions.js';
import { type FormErrors, NO_ADDRESS } from './form-errors.js';
import { originOf } from '../sign-in/origin.js';
import { ownPath } from '../sign-in/own-path.js';
import type { SignInForm, SignInQuery } from './page.schemas.js';
import { PageRenderer } from './page-renderer.js';
import { SessionCookie } from '../sign-in/session-cookie.js';

const HOME = '/app';
/** The account page's password form works without a script. */
const PASSWORD_FORM = '/account/security#password-heading';
const NOTICES: Readonly<Record<string, string>> = {
  reset: 'Your new password has been set. You can sign in with it now.',
  'signed-out': 'You are signed out.',
  'passkey-removed': 'Your passkey has been removed. Sign in another way.',
  deleted: 'Your account has been deleted and your data erased.',
};
type TypedSignIn = Pick<SignInForm, 'email' | 'next'> & { remember: boolean };

/** The sign-in page (ID-11, ID-14). */
@Injectable()
export class SignInPage {
  constructor(
    private readonly checkPassword: CheckPassword,
    private readonly sessions: BrowserSessions,
    private readonly cookie: SessionCookie,
    private readonly options: ReadSignUpOptions,
    private readonly pages: PageRenderer,
  ) {}

  /** Redirects signed-in people to the console, and others to the sign-in page. */
  async home(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    this.pages.goTo(reply, (await this.sessions.isSignedIn(request)) ? HOME : '/sign-in');
  }

  changePassword(reply: FastifyReply): void {
    this.pages.goTo(reply, PASSWORD_FORM);
  }

  /** People who are already signed in are redirected. */
  async show({ next, done, email }: SignInQuery, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (await this.sessions.isSignedIn(request)) return this.pages.goTo(reply, ownPath(next, HOME));
    const notice = Object.hasOwn(NOTICES, done) ? NOTICES[done] : null;
    await this.#form(reply, 200, { email, next, remember: false }, [], notice);
  }

  async submit(form: SignInForm, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const remember = form.remember !== undefined;
    const typed = { email: form.email, next: form.next, remember };
    const { data: email } = emailAddress.safeParse(form.email);
    if (email === undefined) return this.#form(reply, 422, typed, NO_ADDRESS);
    try {
      const token = this.cookie.read(request);
      const user = await this.checkPassword.run({ email, password: form.password, token, ...originOf(request) });
      await this.sessions.begin(Object.assign(request, { user }), reply, remember);
      this.pages.goTo(reply, ownPath(form.next, HOME));
    } catch (error) {
      const refused =
        error instanceof DomainError && ['unauthenticated', 'forbidden', 'too_many'].includes(error.problem.kind);
      if (!refused) throw error;
      const { status, title } = problemOf(error)!;
      await this.#form(reply, status, typed, [{ field: 'password', message: title }]);
    }
  }

  async #form(
    reply: FastifyReply,
    status: number,
    typed: TypedSignIn,
    errors: FormErrors,
    notice: string | null = null,
  ) {
    const next = ownPath(typed.next, '');
    const ways = await this.options.ways();
    const content = { ...typed, ...ways, next, errors, notice, focus: errors[0]?.field ?? 'email' };
    await this.pages.send(reply, status, 'sign-in', { title: 'Sign in', ...content });
  }
}
