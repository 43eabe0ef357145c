export { BookingsModule } from './bookings.module.js';
export { BookingsApi, type BookingView } from './use-cases/bookings-api.js';
export { calendarUid } from './domain/calendar-uid.js';
