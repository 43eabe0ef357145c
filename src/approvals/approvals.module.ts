import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '../identity/index.js';
import { ApprovalFlow } from './domain/approval-flow.js';
import { ApprovalRequest } from './domain/approval-request.js';
import { ApprovalsController } from './http/approvals.controller.js';
import { FlowsController } from './http/flows.controller.js';
import { OpenWhenBookingRequested } from './listeners/open-when-booking-requested.js';
import { RedactWhenUserDeleted } from './listeners/redact-when-user-deleted.js';
import { WithdrawWhenBookingCancelled } from './listeners/withdraw-when-booking-cancelled.js';
import { WithdrawWhenBookingChanged } from './listeners/withdraw-when-booking-changed.js';
import { AmendFlow } from './use-cases/amend-flow.js';
import { ApprovalsApi } from './use-cases/approvals-api.js';
import { RequestsOfPersonQueries } from './use-cases/requests-of-person.queries.js';
import { ApprovalQueries } from './use-cases/approvals.queries.js';
import { DecideMany } from './use-cases/decide-many.js';
import { DecideRequest } from './use-cases/decide-request.js';
import { FlowQueries } from './use-cases/flows.queries.js';
import { LapseRequests } from './use-cases/lapse-requests.js';
import { MakeFlow } from './use-cases/make-flow.js';

@Module({
  imports: [TypeOrmModule.forFeature([ApprovalFlow, ApprovalRequest]), IdentityModule],
  controllers: [ApprovalsController, FlowsController],
  providers: [
    ApprovalsApi,
    ApprovalQueries,
    FlowQueries,
    MakeFlow,
    AmendFlow,
    DecideRequest,
    DecideMany,
    LapseRequests,
    OpenWhenBookingRequested,
    WithdrawWhenBookingCancelled,
    WithdrawWhenBookingChanged,
    RedactWhenUserDeleted,
    RequestsOfPersonQueries,
  ],
  exports: [ApprovalsApi],
})
export class ApprovalsModule {}
