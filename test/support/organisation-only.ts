/** Operations on things of the organisation that nobody of a branch has a permission for: 403 whatever the id. */
export const ORGANISATION_ONLY = [
  'DELETE /api/v1/users/{id}',
  'PATCH /api/v1/branches/{id}',
  'PATCH /api/v1/roles/{id}',
  'DELETE /api/v1/roles/{id}',
  'PUT /api/v1/roles/{id}/permissions',
  'POST /api/v1/roles/{id}/reset',
  'PATCH /api/v1/approval-flows/{id}',
  'PATCH /api/v1/booking-reasons/{id}',
  'DELETE /api/v1/booking-reasons/{id}',
  'PATCH /api/v1/booking-policies/{id}',
  'DELETE /api/v1/booking-policies/{id}',
  'DELETE /api/v1/webhooks/{id}',
  'GET /api/v1/webhooks/{id}/deliveries',
  'POST /api/v1/webhooks/{id}/deliveries/{deliveryId}/redelivery',
];
