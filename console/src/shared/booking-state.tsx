import type { Schema } from '../api/types';
import { booking as m } from '../messages/bookings-shared';
import { isBefore, now } from '../time';
import { StateBadge, type Tone } from '../ui/state-badge';

type State = Schema<'Booking'>['state'];

const TONES: Record<State, Tone> = {
  pending: 'waiting',
  confirmed: 'confirmed',
  in_use: 'active',
  completed: 'done',
  declined: 'stopped',
  lapsed: 'stopped',
  cancelled: 'stopped',
  no_show: 'stopped',
};

export function BookingState({ booking }: { booking: { state: State; end: string } }) {
  const isLate = booking.state === 'in_use' && isBefore(booking.end, now());
  return (
    <StateBadge tone={isLate ? 'late' : TONES[booking.state]}>{m.states[isLate ? 'late' : booking.state]}</StateBadge>
  );
}
