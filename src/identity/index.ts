export { IdentityModule } from './identity.module.js';
export { IdentityApi, type UserState, type UserView } from './use-cases/identity-api.js';
export { AuthenticationGuard } from './http/authentication.guard.js';
