import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { ActingRequest } from '../../access/index.js';
import type { CurrentSession as Session } from '../use-cases/current-sessions.js';

export type SignedInRequest = ActingRequest & { session?: Session };

/** The session that the request came with. */
export const CurrentSession = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<SignedInRequest>().session!,
);
