import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { ClaimedMail } from '../domain/mail.js';
import { pauseAfter } from '../domain/retry.js';
import { MailStore } from '../email/mail-store.js';
import { Renderer } from '../email/renderer.js';
import { failureText, verdictOn } from '../email/smtp-verdict.js';
import { Smtp } from '../email/smtp.js';

const RECORD_ATTEMPTS = 10;
const RECORD_PAUSE_MS = 1_000;

/**
 * One attempt at one mail (NO-2, NO-3). It runs twice without harm: of two that begin, one gets the row. Between the
 * server's "taken" and our record of it lies the one moment where a crash doubles a mail; both copies carry one
 * Message-ID.
 */
@Injectable()
export class SendMail {
  readonly #logger = new Logger('Mail');

  constructor(
    private readonly store: MailStore,
    private readonly renderer: Renderer,
    private readonly smtp: Smtp,
  ) {}

  async run(mailId: string): Promise<void> {
    const mail = await this.store.claim(mailId);
    if (!mail) return;
    try {
      await this.smtp.send(mail, this.renderer.render(mail));
    } catch (error) {
      await this.#failed(mail, error);
      return;
    }
    await this.#record(mail);
    this.#logger.debug({ mail: mail.id, template: mail.template, attempts: mail.attempts }, 'sent');
  }

  async #failed(mail: ClaimedMail, error: unknown): Promise<void> {
    const verdict = verdictOn(error);
    const text = failureText(error);
    const log = { mail: mail.id, template: mail.template, attempts: mail.attempts, verdict, error: text };
    if (verdict === 'permanent') {
      await this.store.markFailed(mail, text);
      this.#logger.error(log, 'a mail failed for good');
    } else if (await this.store.putBack(mail, text, pauseAfter(mail.attempts, verdict))) {
      this.#logger.error(log, 'a mail was given up');
    } else {
      this.#logger.warn(log, 'a mail will be tried again');
    }
  }

  /** The mail is out: a PostgreSQL that restarts just now must not make us send it twice. */
  async #record(mail: ClaimedMail): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.store.markSent(mail);
        return;
      } catch (error) {
        if (attempt === RECORD_ATTEMPTS) throw error;
        await pause(RECORD_PAUSE_MS);
      }
    }
  }
}
