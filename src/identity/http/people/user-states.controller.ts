import { Body, Controller, Delete, Param, Post } from '@nestjs/common';
import { Actor, BeyondOwnAccess, Can, CurrentActor, MayNeedStepUp } from '../../../access/index.js';
import { IllegalTransition, UnknownReference } from '../../../platform/domain/domain-error.js';
import { CompletedBy } from '../../../platform/http/answer-maker.js';
import { Answers, Problems } from '../../../platform/http/answers.js';
import { Documented } from '../../../platform/http/openapi/operation-docs.js';
import { IdParams } from '../../../platform/http/schemas.js';
import { LastAdministrator, OwnAccount } from '../../domain/errors.js';
import { CompleteUsers } from '../../use-cases/people/complete-users.js';
import { ApproveUser } from '../../use-cases/people/approve-user.js';
import { RejectUser } from '../../use-cases/people/reject-user.js';
import { RestoreUser } from '../../use-cases/people/restore-user.js';
import { SuspendUser } from '../../use-cases/people/suspend-user.js';
import { PlacementBody, RejectionBody, UserDetailsAnswer } from './user.schemas.js';
import { userStatesDocs } from './users.docs.js';

/** What staff decide about a user: each moves the user to another state (ID-2). */
@Controller('api/v1/users/:id')
@Documented(userStatesDocs)
export class UserStatesController {
  constructor(
    private readonly approveUser: ApproveUser,
    private readonly rejectUser: RejectUser,
    private readonly suspendUser: SuspendUser,
    private readonly restoreUser: RestoreUser,
  ) {}

  @Post('approval')
  @Can('verify', 'User')
  @MayNeedStepUp()
  @CompletedBy(CompleteUsers)
  @Answers(200, UserDetailsAnswer, 'Approved. The person gets an email.')
  @Problems(IllegalTransition, OwnAccount, UnknownReference, BeyondOwnAccess)
  approve(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: PlacementBody }) body: PlacementBody,
  ) {
    return this.approveUser.run(actor, id, body);
  }

  @Post('rejection')
  @Can('verify', 'User')
  @CompletedBy(CompleteUsers)
  @Answers(200, UserDetailsAnswer, 'Rejected. The person gets an email with the reason.')
  @Problems(IllegalTransition, OwnAccount)
  reject(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: RejectionBody }) { reason }: RejectionBody,
  ) {
    return this.rejectUser.run(actor, id, reason);
  }

  @Post('suspension')
  @Can('suspend', 'User')
  @CompletedBy(CompleteUsers)
  @Answers(200, UserDetailsAnswer, 'Suspended. All their sessions have ended.')
  @Problems(IllegalTransition, OwnAccount, BeyondOwnAccess, LastAdministrator)
  suspend(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.suspendUser.run(actor, id);
  }

  @Delete('suspension')
  @Can('suspend', 'User')
  @MayNeedStepUp()
  @CompletedBy(CompleteUsers)
  @Answers(200, UserDetailsAnswer, 'Restored.')
  @Problems(IllegalTransition, BeyondOwnAccess)
  restore(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.restoreUser.run(actor, id);
  }
}
