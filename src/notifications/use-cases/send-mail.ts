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
 * One attempt to send one email (NO-2, NO-3). Two at once do no harm: only one of them claims the row. Just before the last line
 * of the email is sent, the row notes that it may arrive. So if the server or the worker dies before the result is known, at
 * most one extra copy is sent, with the same Message-ID.
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

  /** @param doubts how often the email may have arrived; 0 if this attempt did not send its end */
  async #failed(mail: ClaimedMail, error: unknown, doubts: number): Promise<void> {
    if (error instanceof NoLongerOurs) return;
    const silent = verdictOn(error) === 'uncertain';
    // Before the end was sent, silence means that the email did not arrive.
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

  /** The email has been sent: if PostgreSQL restarts right now, it must not be sent again. */
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
