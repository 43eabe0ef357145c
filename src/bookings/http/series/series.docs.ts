import { describeRoutes } from '../../../platform/http/openapi/operation-docs.js';

export const seriesDocs = describeRoutes('Bookings', {
  create: {
    operationId: 'createBookingSeries',
    summary: 'Create a booking series',
    description:
      'Books a vehicle repeatedly by an RFC 5545 recurrence rule, at most 366 times (BK-9). With `onConflict=fail`, nothing is booked if any occurrence is refused, and `series_conflict` lists them all; with `skip`, refused occurrences are left out, and `occurrences` says why. Use `exceptions` to leave out single occurrences, or to give them another time or vehicle.',
  },
  preview: {
    operationId: 'previewBookingSeries',
    summary: 'Preview a booking series',
    description:
      'Runs the same checks as creating the series and returns the result for each occurrence. Nothing is booked or reserved. Adjust `exceptions` until every occurrence is possible, then create the series with them (BK-9).',
  },
  get: {
    operationId: 'getBookingSeries',
    summary: 'Read a booking series',
    description: 'Returns a series with its bookings by start (BK-9).',
  },
  amend: {
    operationId: 'updateBookingSeries',
    summary: 'Change a booking series',
    description:
      'Changes all future bookings of a series, or those that start at `from` or later. `start` and `end` are the new times of the first of them; the others get the same local times. `exceptions` leaves single bookings as they are, or gives them another time or vehicle (BK-9).',
  },
  previewAmend: {
    operationId: 'previewBookingSeriesChange',
    summary: 'Preview a change of a booking series',
    description:
      'Returns the result for each future booking if the series were changed now, with the same checks; nothing is changed or held. Try `exceptions` here until every booking is possible, then send them with the change (BK-9).',
  },
  cancel: {
    operationId: 'cancelBookingSeries',
    summary: 'Cancel a booking series',
    description: 'Cancels all future bookings of a series, or those that start at `from` or later (BK-9).',
  },
});

export const waitingListDocs = describeRoutes('Bookings', {
  list: {
    operationId: 'listWaitingEntries',
    summary: 'List your waiting-list entries',
    description: 'Lists your current and past waiting-list entries, newest first (BK-14).',
  },
  join: {
    operationId: 'joinWaitingList',
    summary: 'Join the waiting list',
    description:
      'Puts you on the waiting list for a vehicle, or for any vehicle of a branch, in a period. When one becomes free, the first in line is offered it for a limited time (BK-14).',
  },
  withdraw: {
    operationId: 'leaveWaitingList',
    summary: 'Leave the waiting list',
    description: 'Removes your entry from the waiting list (BK-14).',
  },
  accept: {
    operationId: 'acceptWaitingOffer',
    summary: 'Accept a waiting-list offer',
    description:
      'Books the vehicle that was offered to you. An offer does not reserve the vehicle: if someone else booked it first, you get `vehicle_not_free` (BK-14).',
  },
});

export const calendarDocs = describeRoutes('Bookings', {
  open: {
    operationId: 'createCalendarFeed',
    summary: 'Create a calendar feed',
    description: 'Creates a secret URL for your personal calendar (iCalendar). Any earlier URL stops working (BK-15).',
  },
  close: {
    operationId: 'deleteCalendarFeed',
    summary: 'Delete your calendar feed',
    description: 'Deletes the secret URL of your calendar (BK-15).',
  },
  read: {
    operationId: 'readCalendarFeed',
    summary: 'Read a calendar feed',
    description:
      'Returns the bookings of the feed’s owner as iCalendar. The secret in the URL is the only protection (BK-15). Limited by client address: after 429, wait for the time in `Retry-After`.',
  },
});
