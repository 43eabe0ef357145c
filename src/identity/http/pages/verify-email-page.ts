import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { emailAddress } from '../../../platform/http/schemas.js';
import { LinkExpired, PasskeyNotAdded } from '../../domain/errors.js';
import { ConfirmEmail } from '../../use-cases/registration/confirm-email.js';
import { ConfirmWithPasskey } from '../../use-cases/registration/confirm-with-passkey.js';
import { ResendVerification } from '../../use-cases/registration/resend-verification.js';
import { type FormErrors, formErrors, NO_ADDRESS } from './form-errors.js';
import { NewPasskey } from '../passkeys/passkey.schemas.js';
import { PageRenderer } from './page-renderer.js';
import { ReviewAccessPage } from './review-access-page.js';
import type { VerifyForm } from '../account/registration.schemas.js';

/** undefined if the text is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The page that verification and invitation mails link to (IF-4): GET shows it, and only its button uses the link. */
@Injectable()
export class VerifyEmailPage {
  constructor(
    private readonly confirmEmail: ConfirmEmail,
    private readonly confirmWithPasskey: ConfirmWithPasskey,
    private readonly resendVerification: ResendVerification,
    private readonly review: ReviewAccessPage,
    private readonly pages: PageRenderer,
  ) {}

  async show(token: string, reply: FastifyReply): Promise<void> {
    await this.#orExpired(reply, () => this.#form(token, reply, []));
  }

  async submit({ token, password, response }: VerifyForm, reply: FastifyReply): Promise<void> {
    await this.#orExpired(reply, async () => {
      try {
        const { state, kind, userId } =
          response === undefined
            ? await this.confirmEmail.run(token, password === '' ? undefined : password)
            : await this.#byPasskey(token, response);
        const changed = kind === 'email_change';
        const review = changed ? await this.review.pathFor(userId, 'email-changed') : undefined;
        if (review !== undefined) return this.pages.goTo(reply, review);
        const title = state === 'verified' && !changed ? 'You are all set' : 'Your address is confirmed';
        const byPasskey = response !== undefined;
        const content = { title, errors: [], verified: state === 'verified', changed, byPasskey };
        await this.pages.send(reply, 200, 'email-verified', content);
      } catch (error) {
        const errors =
          error instanceof PasskeyNotAdded ? [{ field: 'passkey', message: PasskeyNotAdded.title }] : formErrors(error);
        await this.#form(token, reply, errors);
      }
    });
  }

  #byPasskey(token: string, sent: string) {
    const { data } = NewPasskey.safeParse({ response: parsed(sent) });
    if (!data) throw new PasskeyNotAdded();
    return this.confirmWithPasskey.run(token, data.response, data.name);
  }

  async resend(given: string, reply: FastifyReply): Promise<void> {
    const { data: email } = emailAddress.safeParse(given);
    if (email === undefined) return this.#expired(reply, 422, given, NO_ADDRESS);
    await this.resendVerification.run(email);
    await this.pages.send(reply, 200, 'link-mailed', { title: 'Check your inbox', errors: [] });
  }

  async #form(token: string, reply: FastifyReply, errors: FormErrors): Promise<void> {
    const { email, name, needsPassword } = await this.confirmEmail.look(token);
    const title = needsPassword ? 'Choose how you sign in' : 'Confirm your email address';
    const focus = needsPassword ? 'password' : null;
    const content = {
      title,
      errors,
      focus,
      token,
      email,
      name,
      needsPassword,
      shortest: this.confirmEmail.shortestPassword,
    };
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

  #expired(reply: FastifyReply, status: number, email: string, errors: FormErrors): Promise<void> {
    return this.pages.send(reply, status, 'link-expired', { title: 'This link no longer works', email, errors });
  }
}
