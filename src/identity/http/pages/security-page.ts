import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { StepUpRequired } from '../../../access/index.js';
import { dayAndTime } from '../../../platform/domain/shown-time.js';
import { problemOf } from '../../../platform/http/problems/problem-details.js';
import { deviceOf } from '../../domain/device.js';
import { InvalidCredentials, LastAdministrator } from '../../domain/errors.js';
import type { CurrentSession } from '../../use-cases/sign-in/current-sessions.js';
import { ensureFresh } from '../../use-cases/sign-in/ensure-fresh.js';
import { FormatsOfReaders } from '../../use-cases/formats-of-readers.js';
import { OwnSessions } from '../../use-cases/sign-in/own-sessions.js';
import { PasskeyQueries } from '../../use-cases/passkeys/passkeys.queries.js';
import { Passwords } from '../../use-cases/passwords/passwords.js';
import { type FormErrors, formErrors } from './form-errors.js';
import { PageRenderer } from './page-renderer.js';

const PATH = '/account/security';
const MOST_SESSIONS = 50;
const NOTICES = {
  details: 'Your details have been saved.',
  password: 'Your password has been set. You’re signed out everywhere else.',
  email: 'We’ve sent a link to the new address. Your old address stays until you open it.',
  session: 'The session has ended.',
  sessions: 'You’re signed out everywhere else.',
  grant: 'Withdrawn. The application has to ask you again before it can use your account.',
  confirmed: 'Thanks. For the next five minutes you can change how you sign in.',
} as const;
export type SecurityNotice = keyof typeof NOTICES;

/** What was typed, to show it again beside the errors. */
type TypedDetails = Partial<Record<'name' | 'phone', string>>;

/** The page where people manage their account and how they sign in (ID-13, ID-15, ID-17). */
@Injectable()
export class SecurityPage {
  constructor(
    private readonly ownSessions: OwnSessions,
    private readonly passkeys: PasskeyQueries,
    private readonly formats: FormatsOfReaders,
    private readonly passwords: Passwords,
    private readonly pages: PageRenderer,
  ) {}

  show(session: CurrentSession, done: string, reply: FastifyReply): Promise<void> {
    const notice = Object.hasOwn(NOTICES, done) ? NOTICES[done as SecurityNotice] : null;
    return this.#page(session, reply, 200, { notice });
  }

  /** Runs an action of a form and shows the page again with a confirmation, or with the errors. */
  act(
    session: CurrentSession,
    reply: FastifyReply,
    done: SecurityNotice,
    work: () => Promise<unknown>,
    typed: TypedDetails = {},
  ) {
    return this.#orSay(session, reply, typed, async () => {
      await work();
      this.pages.goTo(reply, `${PATH}?done=${done}`);
    });
  }

  /** The same for actions that need a recent sign-in or step-up. */
  actFresh(
    session: CurrentSession,
    reply: FastifyReply,
    done: SecurityNotice,
    work: () => Promise<unknown>,
  ): Promise<void> {
    return this.act(session, reply, done, async () => {
      ensureFresh(session);
      await work();
    });
  }

  /** Downloads the person's data as a file. */
  download(session: CurrentSession, reply: FastifyReply, work: () => Promise<object>): Promise<void> {
    return this.#orSay(session, reply, {}, async () => {
      ensureFresh(session);
      const content = JSON.stringify(await work(), null, 2);
      const named = 'attachment; filename="my-data.json"';
      const headers = { 'cache-control': 'no-store', 'content-disposition': named };
      void reply.headers(headers).type('application/json; charset=utf-8').send(content);
    });
  }

  /** Ends the account and signs the browser out. */
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

  async #orSay(
    session: CurrentSession,
    reply: FastifyReply,
    typed: TypedDetails,
    work: () => Promise<void>,
  ): Promise<void> {
    try {
      await work();
    } catch (error) {
      const { status, errors, unproved } = formRefusal(error);
      await this.#page(unproved ? { ...session, fresh: false } : session, reply, status, { errors, typed });
    }
  }

  async #page(
    session: CurrentSession,
    reply: FastifyReply,
    status: number,
    { errors = [], notice = null, typed = {} }: { errors?: FormErrors; notice?: string | null; typed?: TypedDetails },
  ): Promise<void> {
    const { user, fresh } = session;
    const { locale, timeZone } = await this.formats.of(user.id);
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
      seen: dayAndTime(lastSeenAt, timeZone)(locale),
    }));
    const { name = user.name, phone = user.phone ?? '' } = typed;
    const own = { ...ways, name, phone, email: user.email, shortest: this.passwords.shortest };
    const deleting = errors.some(({ field }) => field === 'understood');
    const sections = await this.pages.accountSections(user.id);
    const shown = {
      errors,
      notice,
      fresh,
      sections,
      sessions,
      hasOthers: sessions.length > 1,
      timeZone,
      locale,
      deleting,
    };
    await this.pages.send(reply, status, 'security', { title: 'Your account', person: user.name, ...own, ...shown });
  }
}

const LAST_ADMINISTRATOR =
  'You are the last person who can administer this organisation. Make someone else an administrator first; then you can delete your account.';

/** How the page shows a refusal, and whether the person must confirm who they are first. Any other error is thrown on. */
function formRefusal(error: unknown): { status: number; errors: FormErrors; unproved: boolean } {
  const said = (field: string, message: string) => ({ status: problemOf(error)!.status, errors: [{ field, message }] });
  if (error instanceof StepUpRequired) return { ...said('current', 'First confirm that it’s you.'), unproved: true };
  if (error instanceof InvalidCredentials) return { ...said('current', 'Wrong password.'), unproved: true };
  if (error instanceof LastAdministrator) return { ...said('understood', LAST_ADMINISTRATOR), unproved: false };
  return { status: 422, errors: formErrors(error), unproved: false };
}
