import { Injectable } from '@nestjs/common';
import type { UserView } from '../../identity/index.js';
import type { DomainEvent } from '../../platform/domain/domain-event.js';
import type { Tx } from '../../platform/work/tx.js';
import type { Kind } from '../domain/kinds.js';
import { type CalendarEntry, oneBranchOf } from '../domain/mail.js';
import type { BookingFacts, Listed, Models, TemplateName } from '../email/templates.js';
import type { BookingStory } from './booking-stories.js';
import { WriteMails } from './write-mails.js';

/** As many bookings as a mail lists; its calendar part has all. */
const MOST_LISTED = 50;

/** What one person is to know of one booking of a series. */
export interface Note {
  to: UserView;
  story: BookingStory;
  calendar?: CalendarEntry | undefined;
  /** What its line says beside the time. */
  beside?: string | undefined;
}

/** What a mail to one person says of the bookings that concern them. */
type Model<Name extends TemplateName> = (notes: readonly Note[], told: Told) => Models[Name];

interface Told {
  booking: BookingFacts;
  mine: boolean;
  listed: Listed;
}

/** AP-12: what one act did to bookings of a series is told to each person once, with all that concern them. */
@Injectable()
export class WriteSeriesMails {
  constructor(private readonly mails: WriteMails) {}

  async run<Name extends TemplateName>(
    tx: Tx,
    event: Pick<DomainEvent, 'id'>,
    template: Name,
    notes: readonly Note[],
    model: Model<Name>,
    kind?: Kind,
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
    await this.mails.run(tx, event, template, drafts);
  }
}

/** The vehicle is named where it is not that of the first. */
export function listed(notes: readonly Pick<Note, 'story' | 'beside'>[]): Listed {
  const vehicle = notes[0]?.story.facts.vehicle;
  const lines = notes.slice(0, MOST_LISTED).map(({ story: { facts }, beside }) => {
    const other = facts.vehicle === vehicle ? undefined : facts.vehicle;
    return [facts.period, other, beside].filter(Boolean).join(', ');
  });
  return { count: notes.length, lines, more: notes.length - lines.length };
}
