import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { IdentityApi, PageRenderer } from '../../identity/index.js';
import { Forbidden, NotFound } from '../../platform/domain/domain-error.js';
import { AlreadyDecided, CannotDecideOwn, DecisionLinkSpent, TooLateToDecide } from '../domain/errors.js';
import type { Decision } from '../domain/request-states.js';
import { DecideFromMail, type LinkedRequest } from '../use-cases/decide-from-mail.js';
import type { DecideForm } from './decide-page.schemas.js';
import { outcomeOf, shownRequest } from './decide-page-words.js';

PageRenderer.add(join(import.meta.dirname, 'pages'), 'decide', 'decide-outcome');

const PATH = '/approvals/decide';
const NONE_TICKED = { field: 'declined', message: 'Tick the bookings to decline.' };
type PageErrors = readonly { field: string; message: string }[];

/** The page that approval mails link to (AP-10, IF-4): GET shows the request and asks once more, its buttons decide. */
@Injectable()
export class DecidePage {
  constructor(
    private readonly decideFromMail: DecideFromMail,
    private readonly identity: IdentityApi,
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
        // Somebody decided first, or the request is gone: the next page shows the outcome.
        if (!(error instanceof AlreadyDecided || error instanceof TooLateToDecide)) throw error;
      }
      this.pages.goTo(reply, `${PATH}?token=${encodeURIComponent(token)}`);
    });
  }

  async #show(token: string, reply: FastifyReply, errors: PageErrors = []): Promise<void> {
    const linked = await this.decideFromMail.look(token);
    if (outcomeOf(linked)) return this.#outcome(linked, reply);
    // The step still waits, but the reader is no longer an approver for it.
    if (!linked.request.decidable) throw new Forbidden();
    await this.#form(token, linked, reply, errors);
  }

  async #form(token: string, linked: LinkedRequest, reply: FastifyReply, errors: PageErrors): Promise<void> {
    const title = linked.request.seriesId
      ? 'Bookings of a series are waiting for your approval'
      : 'A booking is waiting for your approval';
    const content = { title, errors, token, ...(await this.#shown(linked)) };
    return this.pages.send(reply, errors.length > 0 ? 422 : 200, 'decide', content);
  }

  async #shown(linked: LinkedRequest) {
    const { locale } = await this.identity.formatsFor(linked.userId);
    return shownRequest(linked, locale);
  }

  async #outcome(linked: LinkedRequest, reply: FastifyReply): Promise<void> {
    const content = { ...outcomeOf(linked)!, errors: [], ...(await this.#shown(linked)) };
    return this.pages.send(reply, 200, 'decide-outcome', content);
  }

  /** Every link that no longer works gets the same answer, whatever became of the request. */
  async #orSpent(reply: FastifyReply, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const told = refusalPage(error);
      if (!told) throw error;
      await this.pages.send(reply, told.status, 'decide-outcome', { ...told, errors: [], facts: [], done: false });
    }
  }
}

/** With `approve` and with `decline-ticked`, the ticked bookings are declined on their own (AP-12). */
function wordOf({ decision, declined }: Pick<DecideForm, 'decision' | 'declined'>): Decision {
  const declinedBookingIds = declined.length > 0 ? declined : undefined;
  if (decision === 'decline') return { decision };
  return { decision: decision === 'approve' ? 'approve' : 'decline', declinedBookingIds };
}

function refusalPage(error: unknown): { status: number; title: string; text: string } | undefined {
  if (error instanceof DecisionLinkSpent) {
    const text =
      'It has expired or is incomplete. If the booking is still waiting, you’ll find it in the approvals queue.';
    return { status: 410, title: 'This link no longer works', text };
  }
  if (error instanceof NotFound || error instanceof Forbidden) {
    const text = 'The approvers have changed since we sent the email, so someone else decides this request now.';
    return { status: 403, title: 'You can no longer decide this', text };
  }
  if (error instanceof CannotDecideOwn) {
    const text = 'You can’t approve or decline your own booking. Another approver has to do it.';
    return { status: 403, title: 'This booking is your own', text };
  }
  return undefined;
}
