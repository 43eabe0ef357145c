import { ApiProblem } from '../../api/api-problem';
import type { Schema } from '../../api/types';
import { occurrences as m } from '../../messages/booking-sheet';
import { rangeOf } from '../../time';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { StateBadge } from '../../ui/state-badge';
import { OwnTime } from './own-time';

type Occurrence = Schema<'SeriesOccurrence'>;

/** What would come of each booking of a series, where the service says that some fail; null for any other error. */
export function occurrencesIn(error: Error | null): readonly Occurrence[] | null {
  if (!(error instanceof ApiProblem) || error.code !== 'series_conflict') return null;
  return error.body.occurrences as Occurrence[];
}

interface OccurrenceListProps {
  occurrences: readonly Occurrence[];
  zone: string;
  isChange?: boolean;
  isPending: boolean;
  /** Goes on without those that fail. */
  onSkip: () => void;
}

/** The preview of a series of which not every booking can be had: which fail and why, and the way on without them. */
export function OccurrenceList({ occurrences, zone, isChange, isPending, onSkip }: OccurrenceListProps) {
  const failed = occurrences.filter(({ code }) => code !== null).length;
  const left = occurrences.length - failed;
  return (
    <div className="stack-tight">
      <Notice tone="error">
        <p>
          <strong>{m.title(failed, occurrences.length)}</strong>
        </p>
        <p>{isChange ? m.nothingChanged : m.nothingYet}</p>
      </Notice>
      <ul className="items occurrences" aria-label={m.list}>
        {occurrences.map(({ start, end, code, detail }) => (
          <li key={start} className="item">
            <div>
              <p className="times">{rangeOf(start, end, zone)}</p>
              <OwnTime start={start} end={end} zone={zone} />
              {detail && <p className="small quiet">{detail}</p>}
            </div>
            {code === null ? (
              <StateBadge tone="confirmed">{m.free}</StateBadge>
            ) : (
              <StateBadge tone="stopped">{m.fails}</StateBadge>
            )}
          </li>
        ))}
      </ul>
      {left > 0 && (
        <div>
          <Button isPending={isPending} onPress={onSkip}>
            {isChange ? m.skipChange(left) : m.skip(left)}
          </Button>
        </div>
      )}
    </div>
  );
}
