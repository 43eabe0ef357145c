import { Body, Controller, Delete, Param, Post } from '@nestjs/common';
import { Actor, BeyondOwnAccess, Can, CurrentActor } from '../../access/index.js';
import { IllegalTransition, UnknownReference } from '../../platform/domain/domain-error.js';
import { Answers, Problems } from '../../platform/http/answers.js';
import { IdParams } from '../../platform/http/schemas.js';
import { LastAdministrator, OwnAccount } from '../domain/errors.js';
import { ApproveUser } from '../use-cases/approve-user.js';
import { RejectUser } from '../use-cases/reject-user.js';
import { RestoreUser } from '../use-cases/restore-user.js';
import { SuspendUser } from '../use-cases/suspend-user.js';
import { PlacementBody, RejectionBody, UserAnswer } from './user.schemas.js';

/** What staff decide about a user: each moves the user to another state (ID-2). */
@Controller('api/v1/users/:id')
export class UserStatesController {
  constructor(
    private readonly approveUser: ApproveUser,
    private readonly rejectUser: RejectUser,
    private readonly suspendUser: SuspendUser,
    private readonly restoreUser: RestoreUser,
  ) {}

  @Post('approval')
  @Can('verify', 'User')
  @Answers(200, UserAnswer, 'Verified, and told by mail.')
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
  @Answers(200, UserAnswer, 'Rejected, and told the reason by mail.')
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
  @Answers(200, UserAnswer, 'Suspended; every session of theirs has ended.')
  @Problems(IllegalTransition, OwnAccount, BeyondOwnAccess, LastAdministrator)
  suspend(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.suspendUser.run(actor, id);
  }

  @Delete('suspension')
  @Can('suspend', 'User')
  @Answers(200, UserAnswer, 'Restored.')
  @Problems(IllegalTransition, BeyondOwnAccess)
  restore(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.restoreUser.run(actor, id);
  }
}
