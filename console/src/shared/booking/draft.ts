import type { Schema } from '../../api/types';
import { instantOf, partsOf } from '../../time';
import type { Option } from '../../ui/fields/select';

/** A date and a time of day in the zone of the branch. */
export interface Moment {
  date: string;
  time: string;
}

/** What is typed about a booking, before the service has said anything about it. */
export interface Draft {
  start: Moment;
  end: Moment;
  reasonId: string;
  destination: string;
  booker: Option;
  passengers: readonly Option[];
  wholeVehicle: boolean;
  costCentre: string;
  notes: string;
  customFields: Readonly<Record<string, string>>;
  overridePolicy: boolean;
}

/** The fields that say themselves what is wrong with them. */
export const DRAFT_FIELDS = [
  ...['start', 'end', 'reasonId', 'destination', 'bookerId', 'passengerIds', 'costCentre', 'notes', 'customFields'],
];

interface Opening {
  from: string;
  to: string;
  zone: string;
  booker: Option;
  destination?: string | undefined;
}

export const draftFor = ({ from, to, zone, booker, destination = '' }: Opening): Draft => ({
  start: partsOf(from, zone),
  end: partsOf(to, zone),
  reasonId: '',
  destination,
  booker,
  passengers: [],
  wholeVehicle: false,
  costCentre: '',
  notes: '',
  customFields: {},
  overridePolicy: false,
});

export const draftOf = (booking: Schema<'Booking'>): Draft => ({
  start: partsOf(booking.start, booking.timeZone),
  end: partsOf(booking.end, booking.timeZone),
  reasonId: booking.reasonId,
  destination: booking.destination ?? '',
  booker: { id: booking.bookerId, name: booking.bookerName },
  passengers: booking.passengers,
  wholeVehicle: booking.wholeVehicle,
  costCentre: booking.costCentre ?? '',
  notes: booking.notes ?? '',
  customFields: booking.customFields,
  overridePolicy: false,
});

/** Empty while it is being typed. */
export const instantIn = ({ date, time }: Moment, zone: string): string =>
  date && time ? instantOf(date, time, zone) : '';

/** The draft as the service takes it. */
export const bodyOf = (draft: Draft, zone: string) => ({
  start: instantIn(draft.start, zone),
  end: instantIn(draft.end, zone),
  reasonId: draft.reasonId,
  destination: draft.destination.trim() || null,
  bookerId: draft.booker.id,
  passengerIds: draft.passengers.map(({ id }) => id),
  wholeVehicle: draft.wholeVehicle,
  costCentre: draft.costCentre.trim() || null,
  notes: draft.notes.trim() || null,
  customFields: draft.customFields,
  overridePolicy: draft.overridePolicy,
});
