import './fields.docs.js';
import { describeRoutes } from '../../platform/http/openapi/operation-docs.js';

export const unavailabilityDocs = describeRoutes('Vehicles', {
  list: {
    operationId: 'listUnavailability',
    summary: 'List a vehicle’s unavailability',
    description: 'Lists when the vehicle is out of service, earliest first (BR-5).',
  },
  make: {
    operationId: 'createUnavailability',
    summary: 'Take a vehicle out of service',
    description:
      'Makes the vehicle unavailable for a period, with a note that bookers see (BR-5). It blocks the vehicle like a booking: `vehicle_not_free` lists the bookings in the way.',
  },
  withdraw: {
    operationId: 'deleteUnavailability',
    summary: 'Put a vehicle back into service',
    description: 'Deletes a period of unavailability; the vehicle can be booked again (BR-5).',
  },
});

export const vehicleKindsDocs = describeRoutes('Vehicles', {
  list: {
    operationId: 'listVehicleKinds',
    summary: 'List the kinds of vehicles',
    description: 'Lists the different kinds of the vehicles that you can see, without archived ones (BR-3).',
  },
});

export const vehiclesDocs = describeRoutes('Vehicles', {
  list: {
    operationId: 'listVehicles',
    summary: 'List vehicles',
    description: 'Lists the vehicles that you can see, by name, with filters (BR-3).',
  },
  get: {
    operationId: 'getVehicle',
    summary: 'Read a vehicle',
    description: 'Returns one vehicle (BR-3).',
  },
  add: {
    operationId: 'createVehicle',
    summary: 'Add a vehicle',
    description:
      'Adds a vehicle to a branch (BR-3). Its registration must be unique among vehicles that are not archived.',
  },
  amend: {
    operationId: 'updateVehicle',
    summary: 'Change a vehicle',
    description:
      'Changes a vehicle or disables it. When it is disabled, the bookers of future bookings get an email (BR-6). A vehicle with open bookings cannot move to another branch or lose seats that are taken: `vehicle_has_bookings`.',
  },
  archive: {
    operationId: 'archiveVehicle',
    summary: 'Archive a vehicle',
    description:
      'Archives a vehicle with all its bookings; it is never deleted (BR-6). While it has open bookings, you get `vehicle_has_bookings`.',
  },
});

export const vehiclePhotosDocs = describeRoutes('Vehicles', {
  get: {
    operationId: 'getVehiclePhoto',
    summary: 'Read a vehicle’s photo',
    description: 'Returns the photo of a vehicle, re-encoded as WebP (BR-3).',
  },
  put: {
    operationId: 'setVehiclePhoto',
    summary: 'Set a vehicle’s photo',
    description: 'Uploads a photo of the vehicle. It is re-encoded and served from this service’s own origin (BR-3).',
  },
  remove: {
    operationId: 'deleteVehiclePhoto',
    summary: 'Delete a vehicle’s photo',
    description: 'Removes the photo of a vehicle (BR-3).',
  },
});
