import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SsoPerson } from '../../domain/sso-person.js';
import { SignInBySso } from '../../use-cases/single-sign-on/sign-in-by-sso.js';
import { type SsoFlow, SsoFlows } from '../../use-cases/single-sign-on/sso-flows.js';
import { BrowserSessions } from '../sign-in/browser-sessions.js';
import { originOf } from '../sign-in/origin.js';
import { ownPath } from '../sign-in/own-path.js';
import type { SsoStartQuery } from '../pages/page.schemas.js';
import { PageRenderer } from '../pages/page-renderer.js';
import { SsoCookie } from './sso-cookie.js';

const HOME = '/app';
const REGISTERED = {
  title: 'You are registered',
  text: 'An administrator will now review your registration, and we’ll email you the result.',
  more: 'There is nothing more to do for now. Once you’re approved, you can sign in here in the same way.',
};
const MAILED = {
  title: 'Check your inbox',
  text: 'We’ve emailed you a link. Use it to confirm your address, then sign in here again.',
  more: 'Nothing after a few minutes? Check your spam folder.',
};

/** Sends the browser to the organisation's provider, and handles its return (ID-7). */
@Injectable()
export class SsoPage {
  constructor(
    private readonly flows: SsoFlows,
    private readonly signInBySso: SignInBySso,
    private readonly sessions: BrowserSessions,
    private readonly cookie: SsoCookie,
    private readonly pages: PageRenderer,
  ) {}

  /** @throws NotFound if no provider is configured; SsoUnavailable */
  async start({ next, again }: SsoStartQuery, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const browser = this.cookie.keep(request, reply);
    this.pages.goTo(reply, await this.flows.begin(browser, ownPath(next, HOME), again === 'true'));
  }

  /** @throws NotFound, SsoFailed, SsoUnavailable, SsoRefused, AwaitingApproval */
  async callback(state: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const query = request.url.slice(request.url.indexOf('?') + 1);
    const { flow, person } = await this.flows.finish(this.cookie.read(request), state, query);
    await (flow.again ? this.#confirm(person, flow, request, reply) : this.#enter(person, flow, request, reply));
  }

  async #enter(person: SsoPerson, { next: path }: SsoFlow, request: FastifyRequest, reply: FastifyReply) {
    const { userId, next } = await this.signInBySso.run(person, originOf(request));
    if (next !== 'session') {
      return this.pages.send(reply, 200, 'message', { errors: [], ...(next === 'mailed' ? MAILED : REGISTERED) });
    }
    const user = { userId, sso: { authenticatedAt: person.authenticatedAt } };
    await this.sessions.begin(Object.assign(request, { user }), reply, false);
    this.pages.goTo(reply, path);
  }

  /** A signed-in person has confirmed at the provider that it is still them. */
  async #confirm(person: SsoPerson, { next }: SsoFlow, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.sessions.stepUpBySso((await this.signInBySso.ownerOf(person)) ?? null, request, reply);
    this.pages.goTo(reply, next);
  }
}
