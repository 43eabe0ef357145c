import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { errorAt } from '../api/api-problem';
import { api, ifMatch } from '../api/client';
import { useAction } from '../api/use-action';
import { bookings } from '../messages/bookings';
import { Button } from '../ui/button';
import { Dialog } from '../ui/layers/dialog';
import { ProblemNotice } from '../ui/notice';
import { TextField } from '../ui/fields/text-field';
import { toast } from '../ui/layers/toast';
import { type Booking, seriesVersionQuery } from './bookings-query';
import { isStale, SeriesChanged } from './series-changed';

const m = bookings.drawer;

interface SeriesProps {
  booking: Booking;
  seriesId: string;
}

/** Cancels more of a series than this one booking. */
export function SeriesActions({ booking, seriesId }: SeriesProps) {
  const [scope, setScope] = useState<'following' | 'all' | null>(null);
  return (
    <section className="stack-tight" aria-labelledby="series">
      <h3 id="series">{m.series}</h3>
      <p className="quiet">{m.seriesText}</p>
      <div className="row">
        {booking.actions.includes('cancel') && (
          <Button onPress={() => setScope('following')}>{m.cancelFollowing}</Button>
        )}
        <Button onPress={() => setScope('all')}>{m.cancelAll}</Button>
      </div>
      {scope && (
        <CancelSeries
          title={scope === 'all' ? m.cancelAllTitle : m.cancelFollowingTitle}
          action={scope === 'all' ? m.cancelAll : m.cancelFollowing}
          seriesId={seriesId}
          from={scope === 'all' ? undefined : booking.start}
          onClose={() => setScope(null)}
        />
      )}
    </section>
  );
}

interface CancelSeriesProps {
  title: string;
  action: string;
  seriesId: string;
  from: string | undefined;
  onClose: () => void;
}

interface Cancelling {
  body: { from?: string; reason?: string };
  /** The series as the person has seen it. */
  meant: { id: string; version: number };
}

function CancelSeries({ title, action, seriesId, from, onClose }: CancelSeriesProps) {
  const [reason, setReason] = useState('');
  // As it was when this was opened; after a 412 the next attempt is meant for the series as it is then.
  const series = useQuery(seriesVersionQuery(seriesId));
  const act = useAction(
    ({ body, meant }: Cancelling) =>
      api.POST('/api/v1/booking-series/{id}/cancellation', {
        params: { path: { id: seriesId } },
        body,
        headers: ifMatch(meant),
      }),
    {
      refreshes: [['bookings'], ['board'], ['availability'], ['tasks']],
      onDone: () => {
        toast(m.seriesCancelled);
        onClose();
      },
    },
  );
  const submit = async () => {
    const meant = isStale(act.error) ? (await series.refetch()).data : series.data;
    const body = { ...(from && { from }), ...(reason.trim() && { reason: reason.trim() }) };
    if (meant) act.run({ body, meant });
  };
  return (
    <Dialog
      title={title}
      isAlert
      onClose={onClose}
      onSubmit={() => void submit()}
      foot={
        <>
          <Button onPress={onClose}>{m.keep}</Button>
          <Button type="submit" kind="danger" isPending={act.isPending} isDisabled={!series.data}>
            {action}
          </Button>
        </>
      }
    >
      <p>{m.cancelText}</p>
      <TextField
        label={m.cancelReason}
        isOptional
        value={reason}
        onChange={setReason}
        error={errorAt(act.error, 'reason')}
      />
      {isStale(act.error) ? <SeriesChanged /> : <ProblemNotice error={act.error} fields={['reason']} />}
    </Dialog>
  );
}
