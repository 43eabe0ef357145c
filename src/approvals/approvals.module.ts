import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '../identity/index.js';
import { ApprovalFlow } from './domain/approval-flow.js';
import { ApprovalRequest } from './domain/approval-request.js';
import { DecisionLink } from './domain/decision-link.js';
import { Delegation } from './domain/delegation.js';
import { RequestOccurrence } from './domain/request-occurrence.js';
import { ApprovalsController } from './http/approvals.controller.js';
import { DecidePageController } from './http/decide-page.controller.js';
import { DecidePage } from './http/decide-page.js';
import { DelegationsController } from './http/delegations.controller.js';
import { FlowsController } from './http/flows.controller.js';
import { AskWhenRequestAdvanced } from './listeners/ask-when-request-advanced.js';
import { AskWhenRequestOpened } from './listeners/ask-when-request-opened.js';
import { AskWhenRequestReminderDue } from './listeners/ask-when-request-reminder-due.js';
import { OpenWhenBookingRequested } from './listeners/open-when-booking-requested.js';
import { OpenWhenSeriesMade } from './listeners/open-when-series-made.js';
import { RedactRequestsWhenUserDeleted } from './listeners/redact-requests-when-user-deleted.js';
import { ReopenWhenSeriesChanged } from './listeners/reopen-when-series-changed.js';
import { WithdrawWhenBookingCancelled } from './listeners/withdraw-when-booking-cancelled.js';
import { WithdrawWhenBookingChanged } from './listeners/withdraw-when-booking-changed.js';
import { WithdrawWhenSeriesCancelled } from './listeners/withdraw-when-series-cancelled.js';
import { AmendFlow } from './use-cases/flows/amend-flow.js';
import { ApprovalsApi } from './use-cases/approvals-api.js';
import { RequestNameQueries } from './use-cases/lists/request-names.queries.js';
import { ApprovalQueries } from './use-cases/lists/approvals.queries.js';
import { AskApprovers } from './use-cases/ask-approvers.js';
import { ChaseApprovers } from './use-cases/chase-approvers.js';
import { DecideFromMail } from './use-cases/decide-from-mail.js';
import { DecideMany } from './use-cases/decide-many.js';
import { DecideRequest } from './use-cases/decide-request.js';
import { DelegateQueue } from './use-cases/delegations/delegate-queue.js';
import { DelegationQueries } from './use-cases/delegations/delegations.queries.js';
import { DeleteFlow } from './use-cases/flows/delete-flow.js';
import { FlowQueries } from './use-cases/flows/flows.queries.js';
import { ForgetLinks } from './use-cases/forget-links.js';
import { LapseRequests } from './use-cases/lapse-requests.js';
import { MakeFlow } from './use-cases/flows/make-flow.js';
import { OpenRequest } from './use-cases/open-request.js';
import { PlanSteps } from './use-cases/plan-steps.js';
import { RequestsOfPersonQueries } from './use-cases/lists/requests-of-person.queries.js';
import { RevokeDelegation } from './use-cases/delegations/revoke-delegation.js';
import { StepRoles } from './use-cases/step-roles.js';
import { TakeDecision } from './use-cases/take-decision.js';
import { TellOfLostApprovers } from './use-cases/tell-of-lost-approvers.js';
import { WhoDecides } from './use-cases/who-decides.js';

const flows = [FlowQueries, MakeFlow, AmendFlow, DeleteFlow, StepRoles, PlanSteps];
const deciding = [
  RequestNameQueries,
  ApprovalQueries,
  WhoDecides,
  TakeDecision,
  DecideRequest,
  DecideMany,
  DecideFromMail,
  DecidePage,
];
const delegating = [DelegationQueries, DelegateQueue, RevokeDelegation];
const sweeps = [LapseRequests, ChaseApprovers, TellOfLostApprovers, ForgetLinks];
const asking = [AskApprovers, AskWhenRequestOpened, AskWhenRequestAdvanced, AskWhenRequestReminderDue];
const opening = [OpenRequest, OpenWhenBookingRequested, OpenWhenSeriesMade, ReopenWhenSeriesChanged];
const withdrawing = [WithdrawWhenBookingCancelled, WithdrawWhenBookingChanged, WithdrawWhenSeriesCancelled];
const following = [...opening, ...withdrawing, RedactRequestsWhenUserDeleted];

@Module({
  imports: [
    TypeOrmModule.forFeature([ApprovalFlow, ApprovalRequest, RequestOccurrence, DecisionLink, Delegation]),
    IdentityModule,
  ],
  controllers: [ApprovalsController, FlowsController, DelegationsController, DecidePageController],
  providers: [
    ApprovalsApi,
    RequestsOfPersonQueries,
    ...flows,
    ...deciding,
    ...delegating,
    ...sweeps,
    ...asking,
    ...following,
  ],
  exports: [ApprovalsApi],
})
export class ApprovalsModule {}
