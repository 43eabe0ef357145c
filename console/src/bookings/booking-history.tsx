import { useQuery } from '@tanstack/react-query';
import type { Schema } from '../api/types';
import { number } from '../locale';
import { bookings as m } from '../messages/bookings';
import { dayAndTimeOf, isInstant, rangeOf } from '../time';
import { Loaded } from '../ui/loaded';
import { type Booking, historyQuery } from './bookings-query';

type Change = Schema<'Change'>;

/** Who did what to the booking, newest first, in sentences. */
export function BookingHistory({ booking: { id, timeZone } }: { booking: Booking }) {
  const history = useQuery(historyQuery(id));
  return (
    <section className="stack-tight" aria-labelledby="history">
      <h3 id="history">{m.drawer.history}</h3>
      <Loaded query={history}>
        {(changes) => (
          <ol className="history">
            {changes.map((change) => (
              <li key={change.id}>
                <p>{m.did(change.actorName ?? m.drawer.system, m.acts[change.action] ?? m.otherAct)}</p>
                {detailsOf(change, timeZone).map((detail) => (
                  <p key={detail} className="small quiet">
                    {detail}
                  </p>
                ))}
                <p className="small quiet times">{dayAndTimeOf(change.at, timeZone)}</p>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </section>
  );
}

/** The changes that people can read; a first booking has none, because everything in it is new. */
function detailsOf({ changes }: Change, zone: string): string[] {
  const isNew = changes.some(({ field, before }) => field === 'bookerId' && before === null);
  if (isNew) return [];
  return changes.flatMap(({ field, before, after }) => {
    const label = m.fields[field];
    if (!label) return [];
    if (field.endsWith('Id') || field.endsWith('Ids')) return [m.fieldChanged(label)];
    const [was, is] = [textOf(before, zone), textOf(after, zone)];
    return [before === null ? m.fieldIs(label, is) : m.fieldWas(label, was, is)];
  });
}

/** A value of the history as people write it; a period of the database as a range of the branch's time. */
function textOf(value: unknown, zone: string): string {
  if (value === null || value === undefined || value === '') return m.nothing;
  if (typeof value === 'boolean') return value ? m.drawer.yes : m.nothing;
  if (typeof value === 'number') return number(value);
  const period = periodIn(value);
  return period ? rangeOf(period.start, period.end, zone) : String(value);
}

function periodIn(value: unknown): { start: string; end: string } | null {
  if (typeof value === 'object' && value !== null) {
    const { start, end } = value as { start?: unknown; end?: unknown };
    return typeof start === 'string' && typeof end === 'string' ? { start, end } : null;
  }
  const [, start, end] = /^[[(]"?([^",]+)"?,"?([^",\])]+)"?[\])]$/.exec(String(value)) ?? [];
  return start && end && isInstant(start) && isInstant(end) ? { start: iso(start), end: iso(end) } : null;
}

const iso = (instant: string): string => new Date(instant).toISOString();
