import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { type ClaimedMail, IN_DOUBT, MOST_DOUBTS, NoLongerOurs } from '../domain/mail.js';
import { pauseAfter } from '../domain/retry.js';
import { Composer } from '../email/composer.js';
import { MailStore } from '../email/mail-store.js';
import { failureText, verdictOn } from '../email/smtp-verdict.js';
import { Smtp } from '../email/smtp.js';

const RECORD_ATTEMPTS = 10;
const RECORD_PAUSE_MS = 1_000;

/**
 * One attempt at one mail (NO-2, NO-3). It runs twice without harm: of two that begin, one gets the row. That the mail may
 * arrive is on record before its end is sent; so a server or a worker that dies before it has said what became of it costs
 * one copy at most, and both carry one Message-ID.
 */
@Injectable()
export class SendMail {
  readonly #logger = new Logger('Mail');

  constructor(
    private readonly store: MailStore,
    private readonly composer: Composer,
    private readonly smtp: Smtp,
  ) {}

  async run(mailId: string): Promise<void> {
    const mail = await this.store.claim(mailId);
    if (!mail) return;
    let doubts = 0;
    let obstacle: unknown;
    try {
      await this.smtp.send(mail, this.composer.compose(mail), async () => {
        doubts = await this.store.markDoubt(mail).catch((error: unknown) => {
          obstacle = error;
          throw error;
        });
      });
    } catch (error) {
      await this.#failed(mail, obstacle ?? error, doubts);
      return;
    }
    await this.#record(mail);
    this.#logger.debug({ mail: mail.id, template: mail.template, attempts: mail.attempts }, 'sent');
  }

  /** @param doubts how often the mail may have arrived, 0 where this attempt did not come to its end */
  async #failed(mail: ClaimedMail, error: unknown, doubts: number): Promise<void> {
    if (error instanceof NoLongerOurs) return;
    const silent = verdictOn(error) === 'uncertain';
    // Before its end was sent no silence is dangerous.
    const verdict = silent && doubts === 0 ? 'unreachable' : verdictOn(error);
    const refuted = doubts > 0 && !silent ? 1 : 0;
    const text = failureText(error);
    const log = { mail: mail.id, template: mail.template, attempts: mail.attempts, verdict, error: text };
    if (verdict === 'permanent') {
      await this.store.markFailed(mail, text);
      this.#logger.error(log, 'an email failed permanently');
    } else if (silent && doubts >= MOST_DOUBTS) {
      await this.store.markFailed(mail, `${IN_DOUBT} ${text}`);
      this.#logger.error(log, 'an email may have arrived twice, or not at all');
    } else if (await this.store.putBack(mail, text, pauseAfter(mail.attempts, verdict), refuted)) {
      this.#logger.error(log, 'an email was given up after too many attempts');
    } else {
      this.#logger.warn(log, 'an email failed and will be retried');
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
