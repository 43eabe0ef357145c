import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { errorAt } from '../api/api-problem';
import { reasonsQuery } from '../api/choices';
import { api } from '../api/client';
import type { Schema } from '../api/types';
import { useAction } from '../api/use-action';
import { common } from '../messages/en';
import { today } from '../messages/today';
import { OwnTime } from '../shared/booking/own-time';
import { rangeOf, zoneName } from '../time';
import { ProblemNotice } from '../ui/notice';
import { Select } from '../ui/fields/select';
import { Sheet } from '../ui/layers/sheet';
import { SubmitFoot } from '../ui/fields/submit-foot';
import { TextField } from '../ui/fields/text-field';
import { toast } from '../ui/layers/toast';

const m = today.offers;
const FIELDS = ['reasonId', 'destination', 'notes'];

interface AcceptOfferProps {
  offer: Schema<'NamedWaitingEntry'>;
  onClose: () => void;
}

/** Books what was offered, with what every booking says. */
export function AcceptOffer({ offer, onClose }: AcceptOfferProps) {
  const { data: reasons = [] } = useQuery(reasonsQuery);
  const [reasonId, setReason] = useState('');
  const [destination, setDestination] = useState('');
  const [notes, setNotes] = useState('');
  const accept = useAction(
    () =>
      api.POST('/api/v1/waiting-list/{id}/acceptance', {
        params: { path: { id: offer.id } },
        body: { reasonId, destination: destination.trim() || null, notes: notes.trim() || null },
      }),
    {
      refreshes: [['tasks'], ['waiting-list'], ['bookings']],
      onDone: () => {
        toast(m.booked);
        onClose();
      },
    },
  );
  return (
    <Sheet
      title={m.sheet(offer.offeredVehicleName ?? '')}
      onClose={onClose}
      onSubmit={() => accept.run()}
      foot={<SubmitFoot onCancel={onClose} isPending={accept.isPending} submit={m.accept} />}
    >
      <div>
        <p className="times">{rangeOf(offer.start, offer.end, offer.timeZone)}</p>
        <OwnTime start={offer.start} end={offer.end} zone={offer.timeZone} />
        <p className="small quiet">{common.timesIn(zoneName(offer.timeZone, offer.start))}</p>
      </div>
      <Select
        label={m.reason}
        none={m.choose}
        options={reasons.filter(({ state }) => state === 'active')}
        value={reasonId}
        onChange={setReason}
        error={errorAt(accept.error, 'reasonId')}
      />
      <TextField
        label={m.destination}
        isOptional
        value={destination}
        onChange={setDestination}
        error={errorAt(accept.error, 'destination')}
      />
      <TextField
        label={m.notes}
        isOptional
        isLong
        value={notes}
        onChange={setNotes}
        error={errorAt(accept.error, 'notes')}
      />
      <ProblemNotice error={accept.error} fields={FIELDS} />
    </Sheet>
  );
}
