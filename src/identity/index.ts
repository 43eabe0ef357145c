export { IdentityModule } from './identity.module.js';
export { IdentityApi, type UserView } from './use-cases/identity-api.js';
export type { UserState } from './domain/user-state.js';
export { AuthenticationGuard } from './http/authentication.guard.js';
export type { PermissionSource } from './use-cases/identity.queries.js';
export { PageProblemFilter } from './http/page-problem.filter.js';
export { pageTemplate, PageRenderer } from './http/page-renderer.js';
