export { ApprovalsModule } from './approvals.module.js';
export { type BookingFacts, type ConditionCode, conditionsMet } from './domain/approval-flow.js';
export { ApprovalsApi, type FlowView, type RequestView, type Requirement } from './use-cases/approvals-api.js';
