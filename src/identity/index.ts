export { IdentityModule } from './identity.module.js';
export { IdentityApi, type UserView } from './use-cases/identity-api.js';
export type { UserState } from './domain/user-state.js';
export { AuthenticationGuard } from './http/authentication.guard.js';
