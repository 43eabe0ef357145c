import { type Acts, fresh, span } from './act.js';
import { PICTURE } from './picture.js';

const vehicle = () => ({
  name: `Car ${fresh()}`,
  registration: `R${fresh()}`,
  kind: 'car',
  make: 'Make',
  model: 'Model',
  seats: 5,
  transmission: 'manual',
  fuel: 'diesel',
  odometer: 12,
  notes: 'The key sticks.',
});

/** The organisation, its branches and their vehicles. */
export const fleetActs: Acts = {
  'GET /api/v1/organisation': () => ({}),
  'PATCH /api/v1/organisation': () => ({
    body: {
      name: `Motorpool ${fresh()}`,
      timeZone: 'UTC',
      locale: 'en-GB',
      selfRegistration: true,
      customFields: [{ key: 'project', label: 'Project', required: false }],
      availabilityOrder: { primary: 'electric_first', thenBy: 'name' },
      noShowMinutes: 30,
      maxBookingDays: 400,
    },
  }),
  'GET /api/v1/branches': () => ({ query: { limit: '5' } }),
  'POST /api/v1/branches': () => ({
    body: { name: `Branch ${fresh()}`, code: `C${fresh()}`, timeZone: 'Europe/Berlin', openToSignUp: false },
  }),
  'GET /api/v1/branches/{id}': ({ branchId }) => ({ id: branchId }),
  'PATCH /api/v1/branches/{id}': ({ branchId }) => ({
    id: branchId,
    body: { name: 'Renamed', code: `C${fresh()}`, timeZone: 'Europe/Paris', openToSignUp: true, state: 'open' },
  }),
  'GET /api/v1/groups': ({ branchId }) => ({ query: { branchId, limit: '5' } }),
  'POST /api/v1/groups': ({ branchId }) => ({ body: { name: `Group ${fresh()}`, branchIds: [branchId] } }),
  'GET /api/v1/groups/{id}': ({ groupId }) => ({ id: groupId }),
  'PATCH /api/v1/groups/{id}': ({ groupId, branchId }) => ({
    id: groupId,
    body: { name: `Group ${fresh()}`, branchIds: [branchId] },
  }),

  'DELETE /api/v1/groups/{id}': ({ spares }) => ({ id: spares.group }),
  'GET /api/v1/branches/{id}/welcome-message': ({ branchId }) => ({ id: branchId }),
  'PUT /api/v1/branches/{id}/welcome-message': ({ branchId }) => ({
    id: branchId,
    body: { markdown: `# Welcome\n\n${fresh()}` },
  }),
  'POST /api/v1/branches/{id}/welcome-message/preview': ({ branchId }) => ({
    id: branchId,
    body: { markdown: `# Welcome\n\n${fresh()}` },
  }),
  'GET /api/v1/locations': ({ branchId }) => ({ query: { branchId, limit: '5' } }),
  'POST /api/v1/locations': ({ branchId }) => ({ body: { name: `Location ${fresh()}`, branchIds: [branchId] } }),
  'GET /api/v1/locations/{id}': ({ locationId }) => ({ id: locationId }),
  'PATCH /api/v1/locations/{id}': ({ locationId, branchId }) => ({
    id: locationId,
    body: { name: `Location ${fresh()}`, branchIds: [branchId] },
  }),
  'DELETE /api/v1/locations/{id}': ({ spares }) => ({ id: spares.location }),
  'GET /api/v1/accessories': ({ branchId }) => ({ query: { branchId, limit: '5' } }),
  'POST /api/v1/accessories': ({ branchId }) => ({ body: { name: `Accessory ${fresh()}`, branchIds: [branchId] } }),
  'GET /api/v1/accessories/{id}': ({ accessoryId }) => ({ id: accessoryId }),
  'PATCH /api/v1/accessories/{id}': ({ accessoryId, branchId }) => ({
    id: accessoryId,
    body: { name: `Accessory ${fresh()}`, branchIds: [branchId] },
  }),
  'DELETE /api/v1/accessories/{id}': ({ spares }) => ({ id: spares.accessory }),

  'GET /api/v1/vehicles': ({ branchId, groupId, locationId }) => ({
    query: { branchId, groupId, locationId, kind: 'car', q: 'car', state: 'active', limit: '5' },
  }),
  'GET /api/v1/vehicle-kinds': ({ branchId }) => ({ query: { branchId } }),
  'POST /api/v1/vehicles': ({ branchId, groupId, locationId, accessoryId, flowId }) => ({
    body: {
      branchId,
      ...vehicle(),
      locationId,
      accessoryIds: [accessoryId],
      groupIds: [groupId],
      policyId: null,
      approvalFlowId: flowId,
    },
  }),
  'GET /api/v1/vehicles/{id}': ({ vehicleId }) => ({ id: vehicleId }),
  'PATCH /api/v1/vehicles/{id}': ({ vehicleId, branchId, locationId, accessoryId, flowId }) => ({
    id: vehicleId,
    body: {
      branchId,
      ...vehicle(),
      locationId,
      accessoryIds: [accessoryId],
      groupIds: [],
      policyId: null,
      approvalFlowId: flowId,
      state: 'active',
    },
  }),
  'DELETE /api/v1/vehicles/{id}': ({ spares }) => ({ id: spares.vehicle }),
  'GET /api/v1/vehicles/{id}/photo': ({ vehicleId }) => ({ id: vehicleId }),
  'PUT /api/v1/vehicles/{id}/photo': ({ vehicleId }) => ({
    id: vehicleId,
    raw: PICTURE,
    headers: { 'content-type': 'image/png' },
  }),
  'DELETE /api/v1/vehicles/{id}/photo': ({ vehicleId }) => ({ id: vehicleId }),
  'GET /api/v1/vehicles/{id}/unavailability': ({ vehicleId }) => ({ id: vehicleId, query: { ...span, limit: '5' } }),
  'POST /api/v1/vehicles/{id}/unavailability': ({ vehicleId }) => ({
    id: vehicleId,
    body: { start: '2041-01-01T08:00:00Z', end: '2041-01-02T08:00:00Z', note: 'New brakes.' },
  }),
  'DELETE /api/v1/vehicles/{id}/unavailability/{unavailabilityId}': ({ vehicleId, unavailabilityId }) => ({
    id: vehicleId,
    ids: { unavailabilityId },
  }),
};
