import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { NotFound } from '../../../platform/domain/domain-error.js';
import { LastWayIn, LinkExpired } from '../../domain/errors.js';
import { ReviewAccess } from '../../use-cases/account/review-access.js';
import type { FormErrors } from './form-errors.js';
import { PageRenderer } from './page-renderer.js';

const PATH = '/review-access';
const NOTICES = {
  reset: 'Your new password has been set, and you’re signed out everywhere.',
  'email-changed': 'Your email address has been changed, and you’re signed out everywhere else.',
  removed: 'Removed.',
} as const;
type ReviewNotice = keyof typeof NOTICES;
const LAST_WAY_IN: FormErrors = [{ field: 'passkey', message: LastWayIn.title }];

/** Shows what can still use an account after its password or address was changed (ID-15), with plain forms and no script. */
@Injectable()
export class ReviewAccessPage {
  constructor(
    private readonly reviewAccess: ReviewAccess,
    private readonly pages: PageRenderer,
  ) {}

  /** @returns the page to go to; undefined if there is nothing to review */
  async pathFor(userId: string, done: Exclude<ReviewNotice, 'removed'>): Promise<string | undefined> {
    const token = await this.reviewAccess.begin(userId);
    return token && pathOf(token, done);
  }

  async show(token: string, done: string, reply: FastifyReply): Promise<void> {
    await this.#orExpired(reply, () => this.#page(token, done, reply, []));
  }

  async remove(token: string, kind: string, id: string, reply: FastifyReply): Promise<void> {
    await this.#orExpired(reply, async () => {
      try {
        await this.reviewAccess.remove(token, kind, id);
      } catch (error) {
        if (error instanceof LastWayIn) return this.#page(token, '', reply, LAST_WAY_IN);
        // Already removed in another tab.
        if (!(error instanceof NotFound)) throw error;
      }
      this.pages.goTo(reply, pathOf(token, 'removed'));
    });
  }

  async #page(token: string, done: string, reply: FastifyReply, errors: FormErrors): Promise<void> {
    const kinds = await this.reviewAccess.look(token);
    const sections = kinds.map(({ name, heading, items }) => ({
      heading,
      items: items.map((item) => ({ ...item, path: item.id && `${PATH}/${name}/${item.id}/removal` })),
    }));
    const notice = Object.hasOwn(NOTICES, done) ? NOTICES[done as ReviewNotice] : null;
    const content = { errors, notice, sections, token, done: done === 'reset' ? 'reset' : '' };
    const status = errors.length > 0 ? 409 : 200;
    await this.pages.send(reply, status, 'review-access', { title: 'Check who can use your account', ...content });
  }

  async #orExpired(reply: FastifyReply, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof LinkExpired)) throw error;
      this.pages.goTo(reply, '/sign-in?next=%2Faccount%2Fsecurity');
    }
  }
}

const pathOf = (token: string, done: ReviewNotice): string => `${PATH}?token=${token}&done=${done}`;
