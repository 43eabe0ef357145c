import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import type { ClaimedMail } from '../domain/mail.js';
import { isOptional } from '../domain/kinds.js';
import { calendarPart, type CalendarPart } from './calendar-part.js';
import { type Bodies, Renderer } from './renderer.js';
import { senderOf } from './sender.js';
import { UnsubscribeLinks } from './unsubscribe-links.js';

/** An email without its recipient. */
export interface Rendered {
  bodies: Bodies;
  calendar: CalendarPart | undefined;
  headers: Record<string, string>;
}

/** Composes an email: bodies, calendar part, and the headers with which a mail program can unsubscribe its reader. */
@Injectable()
export class Composer {
  readonly #sender;

  constructor(
    private readonly renderer: Renderer,
    private readonly unsubscribe: UnsubscribeLinks,
    config: Config,
  ) {
    this.#sender = senderOf(config.values.MAIL_FROM);
  }

  /** @throws Unsendable */
  compose(mail: ClaimedMail): Rendered {
    const reader = { name: mail.toName ?? '', address: mail.toAddress };
    return {
      bodies: this.renderer.render(mail),
      calendar: mail.calendar ? calendarPart(mail.calendar, this.#sender, reader) : undefined,
      headers: isOptional(mail.kind) ? this.unsubscribe.headers(mail.userId, mail.kind) : {},
    };
  }
}
