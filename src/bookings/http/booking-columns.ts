import type { CsvColumn } from '../../platform/csv/write-csv.js';
import type { BookingRecord } from '../use-cases/lists/booking-records.queries.js';

/** The columns of bookings in CSV. Clients find them by their headings: new ones are added at the end. */
export const bookingColumns: readonly CsvColumn<BookingRecord>[] = [
  ['id', ({ id }) => id],
  ['start', ({ start }) => start],
  ['end', ({ end }) => end],
  ['state', ({ state }) => state],
  ['branch', ({ branchName }) => branchName],
  ['vehicle', ({ vehicleName }) => vehicleName],
  ['registration', ({ registration }) => registration],
  ['booker', ({ bookerName }) => bookerName],
  ['enteredBy', ({ originatorName }) => originatorName],
  ['reason', ({ reasonName }) => reasonName],
  ['category', ({ reasonCategory }) => reasonCategory],
  ['destination', ({ destination }) => destination],
  ['passengers', ({ passengers }) => passengers],
  ['wholeVehicle', ({ wholeVehicle }) => wholeVehicle],
  ['costCentre', ({ costCentre }) => costCentre],
  ['notes', ({ notes }) => notes],
];
