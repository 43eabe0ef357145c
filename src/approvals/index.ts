export { ApprovalsModule } from './approvals.module.js';
export { ApprovalsApi, type RequestView } from './use-cases/approvals-api.js';
