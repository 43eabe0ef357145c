import type { Schema } from '../../api/types';
import type { Option } from '../../ui/fields/select';
import { instantIn, type Moment } from './draft';

export type Previewed = Schema<'PreviewedOccurrence'>;

/** Its own times and its own vehicle; what is left out is as for the others. */
export interface Change {
  kind: 'change';
  start?: Moment;
  end?: Moment;
  vehicle?: Option;
}

/** What the person wants of one booking of a series: to leave it out, or to have something of its own. */
export type Choice = { kind: 'skip' } | Change;

/** By the start that the rule gives each, or that it has now. */
export type Choices = Readonly<Record<string, Choice>>;

/** @param choice null for a booking that is to be as the others */
export function withChoice(choices: Choices, occurrence: string, choice: Choice | null): Choices {
  const { [occurrence]: _, ...others } = choices;
  return choice ? { ...choices, [occurrence]: choice } : others;
}

/** The bookings that fail, and that are not left out. */
export const failingIn = (preview: Schema<'BookingSeriesPreview'> | undefined, choices: Choices): Previewed[] =>
  preview?.occurrences.filter(({ occurrence, code }) => code !== null && choices[occurrence]?.kind !== 'skip') ?? [];

export const withoutThese = (choices: Choices, failing: readonly Previewed[]): Choices => ({
  ...choices,
  ...Object.fromEntries(failing.map(({ occurrence }): [string, Choice] => [occurrence, { kind: 'skip' }])),
});

/** As the service takes them. While one of its times is being typed, a booking has those of the others. */
export const exceptionsOf = (choices: Choices, zone: string): Schema<'SeriesException'>[] =>
  Object.entries(choices).map(([occurrence, choice]) => {
    if (choice.kind === 'skip') return { occurrence, skip: true };
    const { start, end, vehicle } = choice;
    const own = { ...(start && { start: instantIn(start, zone) }), ...(end && { end: instantIn(end, zone) }) };
    const isWhole = own.start !== '' && own.end !== '';
    return { occurrence, skip: false, ...(vehicle && { vehicleId: vehicle.id }), ...(isWhole && own) };
  });

export const breaksPolicy = (preview: Schema<'BookingSeriesPreview'> | undefined): boolean =>
  !!preview?.occurrences.some(({ violations }) => violations.length > 0);
