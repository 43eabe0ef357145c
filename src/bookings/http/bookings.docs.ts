import './fields.docs.js';
import './problems.docs.js';
import { describeRoutes } from '../../platform/http/openapi/operation-docs.js';

export const availabilityDocs = describeRoutes('Bookings', {
  find: {
    operationId: 'findAvailability',
    summary: 'Find free vehicles',
    description:
      'Finds the vehicles that are free for the whole period and that you may book, in the order that the organisation chose, and shared trips to the same destination with a seat left (BK-7). Each vehicle shows whether a booking would need approval, and which limits of its policy it would break.',
  },
});

export const bookingsDocs = describeRoutes('Bookings', {
  get: {
    operationId: 'getBooking',
    summary: 'Read a booking',
    description:
      'Returns one booking with the names of its people, vehicle and branch. You can read bookings that you booked, travel in or entered, and those of branches where you may see all bookings (RP-13).',
  },
  create: {
    operationId: 'createBooking',
    summary: 'Create a booking',
    description:
      'Books a vehicle for `[start, end)`. The response’s `state` is `confirmed`, or `pending` if someone has to approve it (AP-1). The checks run in a fixed order, and you get the first one that fails (BK-4): `vehicle_not_free` with `alternatives` and `freeFrom`, `policy_violated` with every limit in `violations`. Send an `Idempotency-Key`, so that a retry after a lost response does not book twice (BK-18).',
  },
});

export const bookingListsDocs = describeRoutes('Bookings', {
  list: {
    operationId: 'listBookings',
    summary: 'List bookings',
    description:
      'Lists bookings by start: your own (`view=mine`), those that you entered (`view=entered`) or those of your branches (`view=branch`), with filters (BK-15).',
  },
  file: {
    operationId: 'exportBookings',
    summary: 'Export bookings as CSV',
    description: 'Returns the same bookings as the list, all in one CSV file, earliest start first (BK-15).',
  },
});

export const bookingChangesDocs = describeRoutes('Bookings', {
  amend: {
    operationId: 'updateBooking',
    summary: 'Change a booking',
    description:
      'Changes a booking. A future one is checked as if it were new and keeps its old time until the new one is confirmed; of a past booking, only the reason, cost centre, notes and custom fields can change (BK-10). The change may need approval again: then `state` is `pending`.',
  },
  extend: {
    operationId: 'extendBooking',
    summary: 'Extend a booking',
    description: 'Moves the end of a booking to a later time, if the vehicle is free until then (BK-11).',
  },
  checkOut: {
    operationId: 'checkOutBooking',
    summary: 'Check out a vehicle',
    description:
      'Records that the vehicle has been collected: the booking becomes `in_use` (BK-11). Possible from an hour before the start, once the previous driver has returned it.',
  },
  return: {
    operationId: 'returnBooking',
    summary: 'Return a vehicle',
    description:
      'Records that the vehicle is back: the booking becomes `completed`, and the rest of its time is free again (BK-11).',
  },
  cancel: {
    operationId: 'cancelBooking',
    summary: 'Cancel a booking',
    description:
      'Cancels a booking that has not begun and frees the vehicle. The booking is kept, with who cancelled it, when and why (BK-11).',
  },
  history: {
    operationId: 'listBookingHistory',
    summary: 'List the history of a booking',
    description:
      'Lists who did what to the booking and to its approval, newest first (BK-11). `actorId` is null if the service did it itself.',
  },
});

export const seatsDocs = describeRoutes('Bookings', {
  take: {
    operationId: 'takeSeat',
    summary: 'Take a seat',
    description:
      'Takes a seat for you, or for `userId` if you may change the booking (BK-8). The driver gets an email, unless they have switched it off (NO-7).',
  },
  giveUp: {
    operationId: 'giveUpSeat',
    summary: 'Give up a seat',
    description:
      'Gives up your seat, or that of `userId` if you may change the booking (BK-8). The driver gets an email, unless they have switched it off (NO-7).',
  },
});

export const boardDocs = describeRoutes('Bookings', {
  read: {
    operationId: 'getBoard',
    summary: 'Read the board of a branch',
    description:
      'Returns the vehicles of one branch with their bookings and other blocks in a period of at most 35 days. Bookings that you may not see are blocks without names (RP-13). Send the `ETag` back in `If-None-Match` when you poll.',
  },
});

export const vehicleChoicesDocs = describeRoutes('Vehicles', {
  list: {
    operationId: 'listVehicleChoices',
    summary: 'List the choices for a vehicle',
    description:
      'Lists what you can choose for a vehicle: the branch’s locations, accessories and groups, and the organisation’s policies and approval flows, with id and name only. Kinds that you may not see are null (BR-3, RP-13).',
  },
});

export const peopleChoicesDocs = describeRoutes('Bookings', {
  list: {
    operationId: 'listPeopleChoices',
    summary: 'List people to book for or take along',
    description:
      'Lists the people that you may book for (`for=booker`) or take along (`for=passenger`), with id and name only (RP-5, RP-13). The search looks at names only.',
  },
});
