import { describeRoutes } from '../../../platform/http/openapi/operation-docs.js';

export const policiesDocs = describeRoutes('Booking settings', {
  list: {
    operationId: 'listBookingPolicies',
    summary: 'List booking policies',
    description: 'Lists the organisation’s booking policies by name (BK-5).',
  },
  make: {
    operationId: 'createBookingPolicy',
    summary: 'Create a booking policy',
    description: 'Creates a set of limits for bookings (BK-5). A vehicle’s `policyId` says which policy applies to it.',
  },
  amend: {
    operationId: 'updateBookingPolicy',
    summary: 'Change a booking policy',
    description: 'Changes a policy for bookings that are made from now on (BK-5). Set a limit to null to remove it.',
  },
  delete: {
    operationId: 'deleteBookingPolicy',
    summary: 'Delete a booking policy',
    description: 'Deletes a policy that no vehicle uses; otherwise you get `policy_in_use` (BK-5).',
  },
});

export const reasonsDocs = describeRoutes('Booking settings', {
  list: {
    operationId: 'listBookingReasons',
    summary: 'List booking reasons',
    description:
      'Lists the reasons that you may choose for a booking (BK-6). Administrators see disabled ones too. One page.',
  },
  make: {
    operationId: 'createBookingReason',
    summary: 'Create a booking reason',
    description: 'Creates a booking reason in one of the three categories (BK-6).',
  },
  amend: {
    operationId: 'updateBookingReason',
    summary: 'Change a booking reason',
    description:
      'Renames or disables a reason. A disabled reason is hidden for new bookings; old bookings keep it (BK-6).',
  },
  delete: {
    operationId: 'deleteBookingReason',
    summary: 'Delete a booking reason',
    description: 'Deletes a reason that no booking ever had (BK-6). Built-in reasons can only be disabled.',
  },
});

export const reportsDocs = describeRoutes('Reports', {
  bookings: {
    operationId: 'reportBookings',
    summary: 'Report bookings',
    description:
      'Lists every booking of your branches that overlaps the period (BK-17). Ask for `text/csv` to get all rows in one file.',
  },
  utilisation: {
    operationId: 'reportUtilisation',
    summary: 'Report utilisation',
    description:
      'Returns how much of a 40-hour week each vehicle was booked, counting only time inside the period (BK-17). Ask for `text/csv` to get all rows in one file.',
  },
  vehicles: {
    operationId: 'reportVehicleUse',
    summary: 'Report vehicle use',
    description:
      'Counts the bookings of each vehicle that began in the period and the distance driven (BK-17). Ask for `text/csv` to get all rows in one file.',
  },
  reasonSplit: {
    operationId: 'reportReasonSplit',
    summary: 'Report booked hours by reason',
    description: 'Splits the booked hours by reason and category (BK-17). Ask for `text/csv` to get a file. One page.',
  },
});
