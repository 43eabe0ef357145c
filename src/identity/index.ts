export { IdentityModule } from './identity.module.js';
export { IdentityApi, type UserView } from './use-cases/identity-api.js';
export type { UserState } from './domain/user-state.js';
export { AuthenticationGuard } from './http/authentication.guard.js';
export { Authenticators } from './http/authenticators.js';
export { FormTargets } from './http/form-targets.js';
export { PageProblemFilter } from './http/page-problem.filter.js';
export { formsTo, PageRenderer } from './http/page-renderer.js';
export { SignedIn, type SignedInSession } from './http/signed-in.js';
