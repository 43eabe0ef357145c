import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { InvalidInput } from '../../platform/domain/domain-error.js';
import { emailAddress } from '../../platform/http/schemas.js';
import { LinkExpired } from '../domain/errors.js';
import { ConfirmEmail } from '../use-cases/confirm-email.js';
import { Passwords } from '../use-cases/passwords.js';
import { ResendVerification } from '../use-cases/resend-verification.js';
import { type PageContent, PageRenderer } from './page-renderer.js';
import type { VerifyForm } from './registration.schemas.js';

type Errors = PageContent['errors'];

/** The page that verification and invitation mails link to (IF-4): GET shows it, and only its button uses the link. */
@Injectable()
export class VerifyEmailPage {
  constructor(
    private readonly confirmEmail: ConfirmEmail,
    private readonly resendVerification: ResendVerification,
    private readonly passwords: Passwords,
    private readonly pages: PageRenderer,
  ) {}

  async show(token: string, reply: FastifyReply): Promise<void> {
    await this.#orExpired(reply, () => this.#form(token, reply, []));
  }

  async submit({ token, password }: VerifyForm, reply: FastifyReply): Promise<void> {
    await this.#orExpired(reply, async () => {
      try {
        const { state, kind } = await this.confirmEmail.run(token, password === '' ? undefined : password);
        const changed = kind === 'email_change';
        const title = state === 'verified' && !changed ? 'You are all set' : 'Your address is confirmed';
        const content = { title, errors: [], verified: state === 'verified', changed };
        await this.pages.send(reply, 200, 'email-verified', content);
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error;
        await this.#form(token, reply, error.members.errors as Errors);
      }
    });
  }

  async resend(given: string, reply: FastifyReply): Promise<void> {
    const { data: email } = emailAddress.safeParse(given);
    if (email === undefined)
      return this.#expired(reply, 422, given, [{ field: 'email', message: 'is no e-mail address' }]);
    await this.resendVerification.run(email);
    await this.pages.send(reply, 200, 'link-mailed', { title: 'Look into your mailbox', errors: [] });
  }

  async #form(token: string, reply: FastifyReply, errors: Errors): Promise<void> {
    const { email, name, needsPassword } = await this.confirmEmail.look(token);
    const title = needsPassword ? 'Choose your password' : 'Confirm your e-mail address';
    const content = { title, errors, token, email, name, needsPassword, shortest: this.passwords.shortest };
    await this.pages.send(reply, errors.length > 0 ? 422 : 200, 'verify-email', content);
  }

  async #orExpired(reply: FastifyReply, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof LinkExpired)) throw error;
      await this.#expired(reply, 410, '', []);
    }
  }

  #expired(reply: FastifyReply, status: number, email: string, errors: Errors): Promise<void> {
    return this.pages.send(reply, status, 'link-expired', { title: 'This link works no more', email, errors });
  }
}
