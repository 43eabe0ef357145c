import { Injectable } from '@nestjs/common';
import { BranchesApi, type OrganisationView } from '../../branches/index.js';
import type { UserView } from '../../identity/index.js';
import { Config } from '../../platform/config/config.js';
import type { DomainEvent } from '../../platform/domain/domain-event.js';
import type { ForReaders, LocalisedText } from '../../platform/domain/shown-time.js';
import { newId } from '../../platform/domain/ids.js';
import type { Tx } from '../../platform/work/tx.js';
import type { MailKind } from '../domain/kinds.js';
import type { About, CalendarMessage } from '../domain/mail.js';
import { MailQueue } from '../email/mail-queue.js';
import type { Common, MailDefinition } from '../email/mail-definition.js';
import { oneLine, plain } from '../email/wording.js';

/** An email before it is written: who gets it and what it says. */
export interface Draft<Model extends object> {
  to: UserView;
  about: About;
  model: ForReaders<Model>;
  /** The token of its link, sealed by its creator. */
  sealedSecret?: string;
  /** What it does to the reader's calendar. */
  calendar?: CalendarMessage | readonly CalendarMessage[] | undefined;
  /** Set if it is of another kind than its definition says. */
  kind?: MailKind;
}

const LONGEST_NAME = 100;
const INSERT = `
  INSERT INTO notifications.mails
    (id, event_id, template, kind, user_id, about_reader, branch_id, to_address, to_name, subject, model, calendar,
     sealed_secret, message_id)
  SELECT m.id, $2::uuid, $3, m.kind, m.user_id, m.about_reader, m.branch_id, m.to_address, m.to_name, m.subject, m.model,
         m.calendar, m.sealed_secret, m.message_id
    FROM jsonb_to_recordset($1::jsonb) AS m(id uuid, kind text, user_id uuid, about_reader boolean, branch_id uuid,
                                            to_address text, to_name text, subject text, model jsonb,
                                            calendar jsonb, sealed_secret text, message_id text)
   WHERE NOT EXISTS (SELECT 1 FROM notifications.preferences p WHERE p.id = m.user_id AND m.kind = ANY (p.unwanted))
  ON CONFLICT ON CONSTRAINT mails_once DO NOTHING
  RETURNING id`;

/**
 * Writes the mail rows of an event, in the transaction that marks the event as handled: from then on each mail exists,
 * once, even if Redis or this process fails (ADR 4).
 */
@Injectable()
export class WriteMails {
  readonly #host: string;

  constructor(
    private readonly branches: BranchesApi,
    private readonly queue: MailQueue,
    config: Config,
  ) {
    this.#host = new URL(config.publicUrl).hostname;
  }

  /** One event, at most one email for each person: if there are several drafts for somebody, the first one counts. */
  async run<Model extends object>(
    tx: Tx,
    event: Pick<DomainEvent, 'id'>,
    mail: MailDefinition<Model>,
    drafts: Draft<NoInfer<Model>>[],
  ): Promise<void> {
    const allowed = drafts.filter(({ to }, index) => {
      const first = drafts.findIndex((other) => other.to.id === to.id) === index;
      return first && mayGet(to, mail);
    });
    if (allowed.length === 0) return;
    const organisation = await this.branches.organisation();
    const rows = allowed.map((draft) => this.#row(mail, draft, organisation));
    const written = await tx.query<{ id: string }>(INSERT, [JSON.stringify(rows), event.id, mail.name]);
    tx.afterCommit(() => written.forEach(({ id }) => this.queue.ring({ id, attempts: 0 })));
  }

  #row<Model extends object>(mail: MailDefinition<Model>, draft: Draft<Model>, organisation: OrganisationView) {
    const { to, about, model, sealedSecret, calendar, kind = mail.kind } = draft;
    const id = newId();
    const name = mail.withoutName ? null : oneLine(to.name, LONGEST_NAME);
    const locale = to.locale ?? organisation.locale;
    const common = { organisation: organisation.name, locale, name } satisfies Common;
    const full = allPlain({ ...model, ...common }, locale) as Model & Common;
    return {
      id,
      kind,
      user_id: to.id,
      about_reader: about === 'reader',
      branch_id: about === 'reader' ? null : about.branchId,
      to_address: to.email,
      to_name: name,
      subject: oneLine(mail.subject(full)),
      model: full,
      calendar: calendar ? allPlain(calendar, locale) : null,
      sealed_secret: sealedSecret ?? null,
      message_id: `<${id}@${this.#host}>`,
    };
  }
}

/** NO-7. Deleted people get no mail. */
function mayGet({ state }: UserView, { toUnconfirmed }: Pick<MailDefinition, 'toUnconfirmed'>): boolean {
  return state === 'unconfirmed' ? toUnconfirmed === true : state !== 'deleted';
}

/** Puts times into the reader's locale, and cleans every text. */
function allPlain(value: unknown, locale: string): unknown {
  if (typeof value === 'function') return plain((value as LocalisedText)(locale));
  if (typeof value === 'string') return plain(value);
  if (Array.isArray(value)) return value.map((inner: unknown) => allPlain(inner, locale));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, allPlain(inner, locale)]));
}
