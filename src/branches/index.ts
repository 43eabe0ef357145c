export { BranchesModule } from './branches.module.js';
export { BranchesApi, type BranchView, type OrganisationView } from './use-cases/branches-api.js';
export type { AvailabilityOrder, CustomField } from './domain/settings.js';
export { BelongingInUse } from './domain/errors.js';
