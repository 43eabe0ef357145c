import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DateTime } from 'luxon';
import { BranchesApi } from '../../branches/index.js';
import { problemOf } from '../../platform/http/problem-details.js';
import { deviceOf } from '../domain/device.js';
import { InvalidCredentials, StepUpRequired } from '../domain/errors.js';
import { ensureFresh } from '../domain/step-up.js';
import type { CurrentSession } from '../use-cases/current-sessions.js';
import { OwnSessions } from '../use-cases/own-sessions.js';
import { Passwords } from '../use-cases/passwords.js';
import { type FormErrors, formErrors } from './form-errors.js';
import { PageRenderer } from './page-renderer.js';

const PATH = '/account/security';
const MOST_SESSIONS = 50;
const NOTICES = {
  password: 'Your password is changed. Every other session of yours has ended.',
  email: 'We have sent a link to the new address. Until you follow it, your old address stays.',
  session: 'The session has ended.',
  confirmed: 'Thank you. For the next five minutes you can change how you sign in.',
} as const;
export type Done = keyof typeof NOTICES;

/** Where somebody looks after the ways into their account (ID-13, ID-15). */
@Injectable()
export class SecurityPage {
  constructor(
    private readonly ownSessions: OwnSessions,
    private readonly branches: BranchesApi,
    private readonly passwords: Passwords,
    private readonly pages: PageRenderer,
  ) {}

  show(session: CurrentSession, done: string, reply: FastifyReply): Promise<void> {
    const notice = Object.hasOwn(NOTICES, done) ? NOTICES[done as Done] : null;
    return this.#page(session, reply, 200, [], notice);
  }

  /** Does what a form asks for and comes back with word of it; what is wrong is said on the page. */
  async act(session: CurrentSession, reply: FastifyReply, done: Done, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const refused = error instanceof StepUpRequired || error instanceof InvalidCredentials;
      if (!refused) return this.#page(session, reply, 422, formErrors(error));
      const message = error instanceof StepUpRequired ? 'First confirm that it is you.' : 'That is not your password.';
      return this.#page({ ...session, fresh: false }, reply, problemOf(error)!.status, [{ field: 'current', message }]);
    }
    this.pages.goTo(reply, `${PATH}?done=${done}`);
  }

  /** The same for what needs somebody who showed a moment ago who they are. */
  actFresh(session: CurrentSession, reply: FastifyReply, done: Done, work: () => Promise<unknown>): Promise<void> {
    return this.act(session, reply, done, async () => {
      ensureFresh(session);
      await work();
    });
  }

  leave(reply: FastifyReply): void {
    this.pages.goTo(reply, '/sign-in?done=signed-out');
  }

  async #page(
    session: CurrentSession,
    reply: FastifyReply,
    status: number,
    errors: FormErrors,
    notice: string | null = null,
  ) {
    const { user, fresh } = session;
    const { timeZone } = await this.branches.organisation();
    const { items } = await this.ownSessions.page(session, { limit: MOST_SESSIONS });
    const sessions = items.map(({ id, device, address, lastSeenAt, current }) => ({
      id,
      current,
      address,
      device: deviceOf(device ?? undefined) ?? 'Unknown device',
      iso: lastSeenAt.toISOString(),
      seen: DateTime.fromJSDate(lastSeenAt, { zone: timeZone }).setLocale('en-GB').toFormat('d LLLL yyyy, HH:mm'),
    }));
    const content = { errors, notice, fresh, sessions, timeZone, email: user.email, shortest: this.passwords.shortest };
    await this.pages.send(reply, status, 'security', { title: 'Security', person: user.name, ...content });
  }
}
