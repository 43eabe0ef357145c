import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DateTime } from 'luxon';
import { BranchesApi } from '../../branches/index.js';
import { problemOf } from '../../platform/http/problem-details.js';
import { deviceOf } from '../domain/device.js';
import { InvalidCredentials, LastAdministrator, StepUpRequired } from '../domain/errors.js';
import { ensureFresh } from '../domain/step-up.js';
import type { CurrentSession } from '../use-cases/current-sessions.js';
import { OwnSessions } from '../use-cases/own-sessions.js';
import { PasskeyQueries } from '../use-cases/passkeys.queries.js';
import { Passwords } from '../use-cases/passwords.js';
import { type FormErrors, formErrors } from './form-errors.js';
import { PageRenderer } from './page-renderer.js';

const PATH = '/account/security';
const MOST_SESSIONS = 50;
const NOTICES = {
  details: 'Your details are saved.',
  password: 'Your password is set. Every other session of yours has ended.',
  email: 'We have sent a link to the new address. Until you follow it, your old address stays.',
  session: 'The session has ended.',
  sessions: 'Every other session of yours has ended.',
  grant: 'Withdrawn. The application knows you no more, until you agree anew.',
  confirmed: 'Thank you. For the next five minutes you can change how you sign in.',
} as const;
export type Done = keyof typeof NOTICES;

/** What a form came with, to be shown again where something is wrong with it. */
type Typed = Partial<Record<'name' | 'phone', string>>;

/** Where somebody looks after their account and the ways into it (ID-13, ID-15, ID-17). */
@Injectable()
export class SecurityPage {
  constructor(
    private readonly ownSessions: OwnSessions,
    private readonly passkeys: PasskeyQueries,
    private readonly branches: BranchesApi,
    private readonly passwords: Passwords,
    private readonly pages: PageRenderer,
  ) {}

  show(session: CurrentSession, done: string, reply: FastifyReply): Promise<void> {
    const notice = Object.hasOwn(NOTICES, done) ? NOTICES[done as Done] : null;
    return this.#page(session, reply, 200, { notice });
  }

  /** Does what a form asks for and comes back with word of it; what is wrong is said on the page. */
  act(session: CurrentSession, reply: FastifyReply, done: Done, work: () => Promise<unknown>, typed: Typed = {}) {
    return this.#orSay(session, reply, typed, async () => {
      await work();
      this.pages.goTo(reply, `${PATH}?done=${done}`);
    });
  }

  /** The same for what needs somebody who showed a moment ago who they are. */
  actFresh(session: CurrentSession, reply: FastifyReply, done: Done, work: () => Promise<unknown>): Promise<void> {
    return this.act(session, reply, done, async () => {
      ensureFresh(session);
      await work();
    });
  }

  /** All that is held about the person, as a file. */
  download(session: CurrentSession, reply: FastifyReply, work: () => Promise<object>): Promise<void> {
    return this.#orSay(session, reply, {}, async () => {
      ensureFresh(session);
      const content = JSON.stringify(await work(), null, 2);
      const named = 'attachment; filename="my-data.json"';
      const headers = { 'cache-control': 'no-store', 'content-disposition': named };
      void reply.headers(headers).type('application/json; charset=utf-8').send(content);
    });
  }

  /** The account ends with what is done, and the browser is left outside. */
  leaveAfter(session: CurrentSession, reply: FastifyReply, work: () => Promise<unknown>): Promise<void> {
    return this.#orSay(session, reply, {}, async () => {
      ensureFresh(session);
      await work();
      this.leave(reply, 'deleted');
    });
  }

  leave(reply: FastifyReply, done: 'signed-out' | 'deleted'): void {
    this.pages.goTo(reply, `/sign-in?done=${done}`);
  }

  async #orSay(session: CurrentSession, reply: FastifyReply, typed: Typed, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const { status, errors, unproved } = refusalOf(error);
      await this.#page(unproved ? { ...session, fresh: false } : session, reply, status, { errors, typed });
    }
  }

  async #page(
    session: CurrentSession,
    reply: FastifyReply,
    status: number,
    { errors = [], notice = null, typed = {} }: { errors?: FormErrors; notice?: string | null; typed?: Typed },
  ): Promise<void> {
    const { user, fresh } = session;
    const { timeZone } = await this.branches.organisation();
    const [ways, { items }] = [
      await this.passkeys.waysIn(user.id),
      await this.ownSessions.page(session, { limit: MOST_SESSIONS }),
    ];
    const sessions = items.map(({ id, device, address, lastSeenAt, current }) => ({
      id,
      current,
      address,
      device: deviceOf(device ?? undefined) ?? 'Unknown device',
      iso: lastSeenAt.toISOString(),
      seen: DateTime.fromJSDate(lastSeenAt, { zone: timeZone }).setLocale('en-GB').toFormat('d LLLL yyyy, HH:mm'),
    }));
    const { name = user.name, phone = user.phone ?? '' } = typed;
    const own = { ...ways, name, phone, email: user.email, shortest: this.passwords.shortest };
    const deleting = errors.some(({ field }) => field === 'understood');
    const sections = await this.pages.accountSections(user.id);
    const shown = { errors, notice, fresh, sections, sessions, hasOthers: sessions.length > 1, timeZone, deleting };
    await this.pages.send(reply, status, 'security', { title: 'Your account', person: user.name, ...own, ...shown });
  }
}

const LAST_ADMINISTRATOR =
  'You are the last person who can administer this organisation. Make somebody else an administrator first; then you can delete your account.';

/** What the page says of a refusal, and whether the person has yet to show who they are; what is none is thrown on. */
function refusalOf(error: unknown): { status: number; errors: FormErrors; unproved: boolean } {
  const said = (field: string, message: string) => ({ status: problemOf(error)!.status, errors: [{ field, message }] });
  if (error instanceof StepUpRequired) return { ...said('current', 'First confirm that it is you.'), unproved: true };
  if (error instanceof InvalidCredentials) return { ...said('current', 'That is not your password.'), unproved: true };
  if (error instanceof LastAdministrator) return { ...said('understood', LAST_ADMINISTRATOR), unproved: false };
  return { status: 422, errors: formErrors(error), unproved: false };
}
