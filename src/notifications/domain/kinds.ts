/**
 * The kinds of email that a reader can switch off (NO-7). Emails about the safety of an account, and about decisions, always
 * come.
 */
export const optionalKinds = {
  bookingConfirmations: 'Your own bookings that needed no approval.',
  bookingChanges: 'Your bookings that were changed or cancelled, or have lapsed.',
  bookingReminders: 'A reminder before your booking starts.',
  seats: 'Seats that someone takes or gives up.',
  vehicleNotices: 'Vehicles that are out of service, not back yet, or available to you from the waiting list.',
  newPeople: 'People who are waiting for approval.',
} as const;

export const requiredKinds = {
  security: 'Your account: ways to sign in, links, and new sign-ins.',
  decisions: 'Requests that need your decision, and decisions about your own.',
} as const;

export type OptionalKind = keyof typeof optionalKinds;
export type RequiredKind = keyof typeof requiredKinds;
export type MailKind = OptionalKind | RequiredKind;

export const isOptional = (kind: string): kind is OptionalKind => Object.hasOwn(optionalKinds, kind);
