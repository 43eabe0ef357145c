import { applyDecorators, SetMetadata } from '@nestjs/common';
import { Problems } from '../../platform/http/answers.js';
import { SessionRequired, StepUpRequired } from '../domain/errors.js';

export const NEEDS_STEP_UP = 'motorpool:needs-step-up';

/**
 * Opens a route only to callers who confirmed who they are less than 5 minutes ago. For routes that give access, show secrets
 * or delete people. A machine that acts for itself has already shown its secret.
 */
export const NeedsStepUp = (): MethodDecorator => applyDecorators(SetMetadata(NEEDS_STEP_UP, true), MayNeedStepUp());

/** For a route that needs a step-up only for some inputs: the use case checks it with `ensureSteppedUp`. */
export const MayNeedStepUp = (): MethodDecorator => Problems(StepUpRequired, SessionRequired);
