import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { EmailTaken, LinkExpired } from '../../domain/errors.js';
import { UndoEmailChange } from '../../use-cases/account/undo-email-change.js';
import type { FormErrors } from './form-errors.js';
import { PageRenderer } from './page-renderer.js';

const TAKEN: FormErrors = [
  { field: 'email', message: 'Someone else uses this address now. Please ask an administrator for help.' },
];

/** The page behind the link that the old address gets after a change. GET only shows it; its button uses the link. */
@Injectable()
export class UndoEmailChangePage {
  constructor(
    private readonly undoEmailChange: UndoEmailChange,
    private readonly pages: PageRenderer,
  ) {}

  async show(token: string, reply: FastifyReply): Promise<void> {
    await this.#orExpired(reply, () => this.#form(token, reply, []));
  }

  async submit(token: string, reply: FastifyReply): Promise<void> {
    await this.#orExpired(reply, async () => {
      try {
        const reset = await this.undoEmailChange.run(token);
        this.pages.goTo(reply, `/reset-password?token=${reset}`);
      } catch (error) {
        if (!(error instanceof EmailTaken)) throw error;
        await this.#form(token, reply, TAKEN);
      }
    });
  }

  async #form(token: string, reply: FastifyReply, errors: FormErrors): Promise<void> {
    const { email } = await this.undoEmailChange.look(token);
    const content = { title: 'Didn’t change your email address?', errors, focus: null, token, email };
    await this.pages.send(reply, errors.length > 0 ? 409 : 200, 'undo-email-change', content);
  }

  async #orExpired(reply: FastifyReply, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof LinkExpired)) throw error;
      const text = 'It has already been used, has expired, or was replaced by a newer one.';
      const more = 'If you can’t get into your account, ask an administrator of your organisation.';
      const content = { title: 'This link no longer works', errors: [], text, more, done: false };
      await this.pages.send(reply, 410, 'message', content);
    }
  }
}
