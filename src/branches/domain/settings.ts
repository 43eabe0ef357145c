/** A field that the organisation adds to its bookings (BK-1). */
export interface CustomField {
  /** The key under which bookings store the value. A new key is a new field. */
  key: string;
  /** The label that people read. */
  label: string;
  /** Whether a booking must have a value for it. */
  required: boolean;
}

export const MOST_CUSTOM_FIELDS = 4;

/** Five years, including up to two leap days. */
export const MOST_BOOKING_DAYS = 1_827;

/** The orders in which availability can be listed (BK-7). */
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

/** Settings that only the organisation's administrators change (RP-8). */
export interface OrganisationSettings {
  name: string;
  timeZone: string;
  /** The BCP 47 tag that decides how dates, times and numbers are formatted. */
  locale: string;
  /** Whether people may register themselves (ID-3). */
  selfRegistration: boolean;
  /** The sets of built-in roles that it uses (RP-4). */
  roleSets: readonly ('fleet' | 'flight_school')[];
  customFields: readonly CustomField[];
  availabilityOrder: AvailabilityOrder;
  /** BK-12: minutes after the start at which a booking that nobody checked out becomes a no-show; null: never. */
  noShowMinutes: number | null;
  /** The longest booking, in days of 24 hours. */
  maxBookingDays: number;
}

export type OrganisationChange = {
  [Setting in keyof OrganisationSettings]?: OrganisationSettings[Setting] | undefined;
};
