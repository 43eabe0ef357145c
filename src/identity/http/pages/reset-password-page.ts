import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { InvalidInput } from '../../../platform/domain/domain-error.js';
import { emailAddress } from '../../../platform/http/schemas.js';
import { LinkExpired } from '../../domain/errors.js';
import { Passwords } from '../../use-cases/passwords/passwords.js';
import { RequestPasswordReset } from '../../use-cases/passwords/request-password-reset.js';
import { ResetPassword } from '../../use-cases/passwords/reset-password.js';
import { type FormErrors, formErrors, NO_ADDRESS } from './form-errors.js';
import type { ResetForm } from './page.schemas.js';
import { PageRenderer } from './page-renderer.js';
import { ReviewAccessPage } from './review-access-page.js';

/** Requests a new password, and shows the page behind the mailed link. GET only shows the page; its button uses the link. */
@Injectable()
export class ResetPasswordPage {
  constructor(
    private readonly requestPasswordReset: RequestPasswordReset,
    private readonly resetPassword: ResetPassword,
    private readonly passwords: Passwords,
    private readonly review: ReviewAccessPage,
    private readonly pages: PageRenderer,
  ) {}

  async show(token: string, reply: FastifyReply): Promise<void> {
    if (token === '') return this.#ask(reply, 200, '', []);
    await this.#orExpired(reply, () => this.#form(token, reply, []));
  }

  async ask(given: string, reply: FastifyReply): Promise<void> {
    const { data: email } = emailAddress.safeParse(given);
    if (email === undefined) return this.#ask(reply, 422, given, NO_ADDRESS);
    await this.requestPasswordReset.run(email);
    this.pages.goTo(reply, '/reset-password/sent');
  }

  sent(reply: FastifyReply): Promise<void> {
    const text = 'If that address has an account, we’ve emailed it a link, which works for an hour.';
    const more = 'Nothing after a few minutes? Check your spam folder, or try another address.';
    return this.pages.send(reply, 200, 'message', { title: 'Check your inbox', errors: [], text, more });
  }

  async complete({ token, password }: ResetForm, reply: FastifyReply): Promise<void> {
    await this.#orExpired(reply, async () => {
      try {
        const userId = await this.resetPassword.run(token, password);
        this.pages.goTo(reply, (await this.review.pathFor(userId, 'reset')) ?? '/sign-in?done=reset');
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error;
        await this.#form(token, reply, formErrors(error));
      }
    });
  }

  async #form(token: string, reply: FastifyReply, errors: FormErrors): Promise<void> {
    const { email } = await this.resetPassword.look(token);
    const content = { errors, token, email, shortest: this.passwords.shortest, focus: 'password' };
    const status = errors.length > 0 ? 422 : 200;
    await this.pages.send(reply, status, 'reset-set', { title: 'Set a new password', ...content });
  }

  async #orExpired(reply: FastifyReply, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof LinkExpired)) throw error;
      await this.#ask(reply, 410, '', []);
    }
  }

  #ask(reply: FastifyReply, status: number, email: string, errors: FormErrors): Promise<void> {
    const expired = status === 410;
    const title = expired ? 'This link no longer works' : 'Forgot your password?';
    return this.pages.send(reply, status, 'reset-ask', { title, errors, email, expired, focus: 'email' });
  }
}
