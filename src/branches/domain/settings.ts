/** A field that the organisation adds to its bookings (BK-1). */
export interface CustomField {
  /** Under which bookings keep the value: to rename it is to begin another field. */
  key: string;
  /** What people read beside it. */
  label: string;
  /** Whether a booking cannot be made without it. */
  required: boolean;
}

export const MOST_CUSTOM_FIELDS = 4;

/** Five years, one of them a leap year at least. */
export const MOST_BOOKING_DAYS = 1_827;

/** By what availability can be ordered (BK-7). */
export const availabilityOrders = [
  'name',
  'registration',
  'least_used',
  'oldest',
  'newest',
  'electric_first',
  'lowest_odometer',
] as const;

export interface AvailabilityOrder {
  primary: (typeof availabilityOrders)[number];
  thenBy: (typeof availabilityOrders)[number] | null;
}

/** What only the organisation itself decides (RP-8). */
export interface OrganisationSettings {
  name: string;
  timeZone: string;
  /** How dates, times and numbers are written: a BCP 47 tag. */
  locale: string;
  /** Whether people may register themselves (ID-3). */
  selfRegistration: boolean;
  /** The sets of built-in roles that it uses (RP-4). */
  roleSets: readonly ('fleet' | 'flight_school')[];
  customFields: readonly CustomField[];
  availabilityOrder: AvailabilityOrder;
  /** BK-12: how long after its start a booking that nobody checked out is a no-show; null: never. */
  noShowMinutes: number | null;
  /** How long a booking may be at most. A day has 24 hours. */
  maxBookingDays: number;
}

export type OrganisationChange = {
  [Setting in keyof OrganisationSettings]?: OrganisationSettings[Setting] | undefined;
};
