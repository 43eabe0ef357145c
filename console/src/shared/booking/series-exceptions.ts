import type { Schema } from '../../api/types';
import { instantOf, partsOf } from '../../time';
import type { Moment } from './draft';

export type Previewed = Schema<'PreviewedOccurrence'>;

/** What the person wants of one booking of a series: to leave it out, or its own times and vehicle. */
export type Choice = { kind: 'skip' } | { kind: 'change'; start: Moment; end: Moment; vehicleId: string };

/** By the start that the rule gives each. */
export type Choices = Readonly<Record<string, Choice>>;

/** What a change starts from: the booking as it is shown. */
export const changeOf = ({ start, end, vehicleId }: Previewed, zone: string): Choice => {
  return { kind: 'change', start: partsOf(start, zone), end: partsOf(end, zone), vehicleId };
};

/** As the service takes them. A time that is being typed is left as the rule says. */
export const exceptionsOf = (choices: Choices, zone: string): Schema<'SeriesException'>[] =>
  Object.entries(choices).map(([occurrence, choice]) => {
    if (choice.kind === 'skip') return { occurrence, skip: true };
    const { start, end, vehicleId } = choice;
    const isWhole = start.date && start.time && end.date && end.time;
    const times = isWhole && {
      start: instantOf(start.date, start.time, zone),
      end: instantOf(end.date, end.time, zone),
    };
    return { occurrence, skip: false, vehicleId, ...times };
  });
