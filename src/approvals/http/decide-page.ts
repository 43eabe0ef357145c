import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { PageRenderer } from '../../identity/index.js';
import { Forbidden, NotFound } from '../../platform/domain/domain-error.js';
import { AlreadyDecided, CannotDecideOwn, DecisionLinkSpent, TooLateToDecide } from '../domain/errors.js';
import type { Decision } from '../domain/request-states.js';
import { DecideFromMail, type LinkedRequest } from '../use-cases/decide-from-mail.js';
import type { DecideForm } from './decide-page.schemas.js';
import { outcomeOf, shownRequest } from './decide-page-words.js';

PageRenderer.add(join(import.meta.dirname, 'pages'), 'decide', 'decide-outcome');

const PATH = '/approvals/decide';
const NONE_TICKED = { field: 'declined', message: 'Tick the bookings that are to be declined.' };
type PageErrors = readonly { field: string; message: string }[];

/** The page that approval mails link to (AP-10, IF-4): GET shows the request and asks once more, its buttons decide. */
@Injectable()
export class DecidePage {
  constructor(
    private readonly decideFromMail: DecideFromMail,
    private readonly pages: PageRenderer,
  ) {}

  async show(token: string, reply: FastifyReply): Promise<void> {
    await this.#orSpent(reply, () => this.#show(token, reply));
  }

  async submit({ token, note, ...form }: DecideForm, reply: FastifyReply): Promise<void> {
    await this.#orSpent(reply, async () => {
      if (form.decision === 'decline-ticked' && form.declined.length === 0) {
        return this.#show(token, reply, [NONE_TICKED]);
      }
      try {
        await this.decideFromMail.decide(token, { ...wordOf(form), note: note.trim() });
      } catch (error) {
        // Somebody was first, or it is gone: the page that follows says what became of it.
        if (!(error instanceof AlreadyDecided || error instanceof TooLateToDecide)) throw error;
      }
      this.pages.goTo(reply, `${PATH}?token=${encodeURIComponent(token)}`);
    });
  }

  async #show(token: string, reply: FastifyReply, errors: PageErrors = []): Promise<void> {
    const linked = await this.decideFromMail.look(token);
    if (outcomeOf(linked)) return this.#outcome(linked, reply);
    // The step waits, but the reader is no approver of it any more.
    if (!linked.request.decidable) throw new Forbidden();
    await this.#form(token, linked, reply, errors);
  }

  #form(token: string, linked: LinkedRequest, reply: FastifyReply, errors: PageErrors): Promise<void> {
    const title = linked.request.seriesId
      ? 'Bookings of a series wait for your approval'
      : 'A booking waits for your approval';
    const content = { title, errors, token, ...shownRequest(linked) };
    return this.pages.send(reply, errors.length > 0 ? 422 : 200, 'decide', content);
  }

  #outcome(linked: LinkedRequest, reply: FastifyReply): Promise<void> {
    const content = { ...outcomeOf(linked)!, errors: [], ...shownRequest(linked) };
    return this.pages.send(reply, 200, 'decide-outcome', content);
  }

  /** What is not a link of theirs any more says so in the same words, whatever became of the request. */
  async #orSpent(reply: FastifyReply, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const told = refusal(error);
      if (!told) throw error;
      await this.pages.send(reply, told.status, 'decide-outcome', { ...told, errors: [], facts: [], done: false });
    }
  }
}

/** With a yes, and with the button for them, the ticked ones are declined on their own (AP-12). */
function wordOf({ decision, declined }: Pick<DecideForm, 'decision' | 'declined'>): Decision {
  const declinedBookingIds = declined.length > 0 ? declined : undefined;
  if (decision === 'decline') return { decision };
  return { decision: decision === 'approve' ? 'approve' : 'decline', declinedBookingIds };
}

function refusal(error: unknown): { status: number; title: string; text: string } | undefined {
  if (error instanceof DecisionLinkSpent) {
    const text = 'It is too old or not whole. If the booking still waits, you find it in the approvals queue.';
    return { status: 410, title: 'This link works no more', text };
  }
  if (error instanceof NotFound || error instanceof Forbidden) {
    const text = 'Who approves was changed since the mail was sent, so this request is for others to decide now.';
    return { status: 403, title: 'You do not decide this any more', text };
  }
  if (error instanceof CannotDecideOwn) {
    const text = 'Nobody decides a booking of their own. Another approver has to.';
    return { status: 403, title: 'This booking is your own', text };
  }
  return undefined;
}
