export { ApprovalsModule } from './approvals.module.js';
export { ApprovalsApi } from './use-cases/approvals-api.js';
