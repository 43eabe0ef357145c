export { BranchesModule } from './branches.module.js';
export { BranchesApi, type BranchView, type OrganisationView } from './use-cases/branches-api.js';
export { BelongingInUse } from './domain/errors.js';
