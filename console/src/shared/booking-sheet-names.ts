/** What can be open over a booking; the address names it. */
export const BOOKING_SHEETS = ['return', 'extend', 'cancel'] as const;
export type BookingSheet = (typeof BOOKING_SHEETS)[number];
