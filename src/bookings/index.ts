export { BookingsModule } from './bookings.module.js';
export { BookingsApi } from './use-cases/bookings-api.js';
export { calendarTimes, calendarUid } from './domain/calendar/calendar-entry.js';
