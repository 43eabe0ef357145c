/**
 * What a mail is about, as its reader chooses (NO-7). What somebody must know to keep their account safe, and what hangs on
 * a decision, comes whether they like it or not.
 */
export const optionalKinds = {
  bookingConfirmations: 'Your own bookings that needed no decision.',
  bookingChanges: 'Bookings of yours that were changed, cancelled, or lapsed.',
  bookingReminders: 'A reminder before a booking begins.',
  seats: 'Seats that somebody takes or gives up.',
  vehicleNotices: 'Vehicles that were put out of service.',
  newPeople: 'People who wait for approval.',
} as const;

export const requiredKinds = {
  security: 'Your account: ways to sign in, links, sign-ins from elsewhere.',
  decisions: 'Requests that wait for you, and what was decided about yours.',
} as const;

export type OptionalKind = keyof typeof optionalKinds;
export type RequiredKind = keyof typeof requiredKinds;
export type Kind = OptionalKind | RequiredKind;

export const isOptional = (kind: string): kind is OptionalKind => Object.hasOwn(optionalKinds, kind);
