import { applyDecorators, SetMetadata } from '@nestjs/common';
import { Problems } from '../../platform/http/answers.js';
import { SessionRequired, StepUpRequired } from '../domain/errors.js';

export const NEEDS_STEP_UP = 'motorpool:needs-step-up';

/**
 * Opens a route only to anyone who has shown less than 5 minutes ago who they are: where access is given, secrets are told or
 * people are deleted. A machine that acts for itself has shown its secret.
 */
export const NeedsStepUp = (): MethodDecorator => applyDecorators(SetMetadata(NEEDS_STEP_UP, true), MayNeedStepUp());

/** For a route that needs it for some of what it does; the use case asks (`ensureSteppedUp`). */
export const MayNeedStepUp = (): MethodDecorator => Problems(StepUpRequired, SessionRequired);
