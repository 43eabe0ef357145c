import { Injectable } from '@nestjs/common';
import type { UserView } from '../../identity/index.js';
import type { DomainEvent } from '../../platform/domain/domain-event.js';
import { type ForReaders, inLocale, type LocalisedText } from '../../platform/domain/shown-time.js';
import type { Tx } from '../../platform/work/tx.js';
import type { MailKind } from '../domain/kinds.js';
import { type CalendarMessage, oneBranchOf } from '../domain/mail.js';
import type { Listed, MailedBooking } from '../email/booking-models.js';
import type { MailDefinition } from '../email/mail-definition.js';
import type { BookingStory } from './booking-stories.js';
import { WriteMails } from './write-mails.js';

/** The most bookings that an email lists; its calendar part has all of them. */
const MOST_LISTED = 50;

/** What one person learns about one booking of a series. */
export interface Note {
  to: UserView;
  story: BookingStory;
  calendar?: CalendarMessage | undefined;
  /** What its line says besides the time. */
  beside?: LocalisedText | undefined;
}

/** What an email to one person says of the bookings that concern them. */
type ModelOf<Model extends object> = (notes: readonly Note[], told: SeriesMailFacts) => ForReaders<Model>;

interface SeriesMailFacts {
  booking: ForReaders<MailedBooking>;
  mine: boolean;
  listed: ForReaders<Listed>;
}

/**
 * AP-12: one act on several bookings of a series is reported to each person in one email, with all bookings that concern
 * them.
 */
@Injectable()
export class WriteSeriesMails {
  constructor(private readonly mails: WriteMails) {}

  async run<Model extends object>(
    tx: Tx,
    event: Pick<DomainEvent, 'id'>,
    mail: MailDefinition<Model>,
    notes: readonly Note[],
    model: ModelOf<NoInfer<Model>>,
    kind?: MailKind,
  ): Promise<void> {
    const ofEach = Map.groupBy(notes, ({ to }) => to.id);
    const drafts = [...ofEach.values()].map((own) => {
      const entries = own.flatMap(({ calendar }) => calendar ?? []);
      const { to, story } = own[0]!;
      const told = { booking: story.facts, mine: to.id === story.booker.id, listed: listed(own) };
      return {
        to,
        about: oneBranchOf(own.map((note) => note.story)),
        model: model(own, told),
        calendar: entries.length > 0 ? entries : undefined,
        ...(kind && { kind }),
      };
    });
    await this.mails.run(tx, event, mail, drafts);
  }
}

/** A vehicle is named if it is not that of the first booking. */
export function listed(notes: readonly Pick<Note, 'story' | 'beside'>[]): ForReaders<Listed> {
  const vehicle = notes[0]?.story.facts.vehicle;
  const lines = notes.slice(0, MOST_LISTED).map(({ story: { facts }, beside }) => {
    const other = facts.vehicle === vehicle ? undefined : facts.vehicle;
    return (locale: string) => {
      const texts = [facts.period, other, beside].filter((text) => text !== undefined);
      return texts.map((text) => inLocale(text, locale)).join(', ');
    };
  });
  return { count: notes.length, lines, more: notes.length - lines.length };
}
