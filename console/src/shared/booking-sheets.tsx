import { useState } from 'react';
import { errorAt } from '../api/api-problem';
import { api } from '../api/client';
import type { Schema } from '../api/types';
import { useAction } from '../api/use-action';
import { booking as m } from '../messages/bookings-shared';
import { common } from '../messages/en';
import { instantOf, partsOf, rangeOf, zoneName } from '../time';
import { Button } from '../ui/button';
import { Dialog } from '../ui/layers/dialog';
import { ProblemNotice } from '../ui/notice';
import { Sheet } from '../ui/layers/sheet';
import { SubmitFoot } from '../ui/fields/submit-foot';
import { TextField } from '../ui/fields/text-field';
import { toast } from '../ui/layers/toast';
import { When } from '../ui/when';

interface BookingSheetProps {
  booking: Schema<'Booking'>;
  onClose: () => void;
}

const REFRESHES = [['bookings'], ['board'], ['tasks']];

/** Reads again what shows the booking, says what was done, and closes. */
const finishing = (text: string, onClose: () => void) => ({
  refreshes: REFRESHES,
  onDone: () => {
    toast(text);
    onClose();
  },
});

/** A whole number as people write it: `12,345` and `12 345` are 12345. */
const numberIn = (typed: string): string => {
  const text = typed.trim();
  return /^\d{1,3}([\s,.’']\d{3})+$/.test(text) ? text.replaceAll(/\D/g, '') : text;
};

export function ReturnBooking({ booking, onClose }: BookingSheetProps) {
  const [odometer, setOdometer] = useState('');
  const [notes, setNotes] = useState('');
  const reading = numberIn(odometer);
  const isWrong = reading !== '' && !/^\d+$/.test(reading);
  const act = useAction(
    () => {
      const body = { ...(reading && { odometer: Number(reading) }), ...(notes.trim() && { notes }) };
      return api.POST('/api/v1/bookings/{id}/return', { params: { path: { id: booking.id } }, body });
    },
    finishing(m.returned, onClose),
  );
  return (
    <Sheet
      title={m.returnTitle(booking.vehicleName)}
      onClose={onClose}
      onSubmit={() => !isWrong && act.run()}
      foot={<Buttons action={m.return} isPending={act.isPending} onClose={onClose} />}
    >
      <TextField
        label={m.odometer}
        isOptional
        inputMode="numeric"
        autoFocus
        help={m.odometerHelp}
        value={odometer}
        onChange={setOdometer}
        error={isWrong ? m.notANumber : errorAt(act.error, 'odometer')}
      />
      <TextField label={m.notes} isOptional isLong help={m.notesHelp} value={notes} onChange={setNotes} />
      <ProblemNotice error={act.error} fields={['odometer']} />
    </Sheet>
  );
}

export function ExtendBooking({ booking, onClose }: BookingSheetProps) {
  const { timeZone } = booking;
  const [end, setEnd] = useState(partsOf(booking.end, timeZone));
  const act = useAction(
    () => {
      const body = { end: instantOf(end.date, end.time, timeZone) };
      return api.POST('/api/v1/bookings/{id}/extension', { params: { path: { id: booking.id } }, body });
    },
    finishing(m.extended, onClose),
  );
  return (
    <Sheet
      title={m.extendTitle(booking.vehicleName)}
      onClose={onClose}
      onSubmit={() => act.run()}
      foot={<Buttons action={m.extend} isPending={act.isPending} onClose={onClose} />}
    >
      <p>{m.present(rangeOf(booking.start, booking.end, timeZone))}</p>
      <When label={m.newEnd} {...end} onChange={setEnd} error={errorAt(act.error, 'end')} />
      <p className="small quiet">{common.timesIn(zoneName(timeZone, booking.end))}</p>
      <ProblemNotice error={act.error} fields={['end']} />
    </Sheet>
  );
}

export function CancelBooking({ booking, onClose }: BookingSheetProps) {
  const [reason, setReason] = useState('');
  const act = useAction(
    () => {
      const body = reason.trim() ? { reason } : {};
      return api.POST('/api/v1/bookings/{id}/cancellation', { params: { path: { id: booking.id } }, body });
    },
    finishing(m.cancelled, onClose),
  );
  return (
    <Dialog
      title={m.cancelTitle}
      isAlert
      onClose={onClose}
      onSubmit={() => act.run()}
      foot={
        <>
          <Button onPress={onClose}>{m.keep}</Button>
          <Button type="submit" kind="danger" isPending={act.isPending}>
            {m.cancel}
          </Button>
        </>
      }
    >
      <p>{m.cancelText(booking.vehicleName, rangeOf(booking.start, booking.end, booking.timeZone))}</p>
      <TextField
        label={m.cancelReason}
        isOptional
        value={reason}
        onChange={setReason}
        error={errorAt(act.error, 'reason')}
      />
      <ProblemNotice error={act.error} fields={['reason']} />
    </Dialog>
  );
}

function Buttons({ action, isPending, onClose }: { action: string; isPending: boolean; onClose: () => void }) {
  return <SubmitFoot onCancel={onClose} isPending={isPending} submit={action} />;
}
