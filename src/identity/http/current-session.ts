import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { ActingRequest } from '../../access/index.js';
import { SessionRequired } from '../domain/errors.js';
import type { CurrentSession as Session } from '../use-cases/current-sessions.js';

export type SignedInRequest = ActingRequest & { session?: Session };

/** @throws SessionRequired where the caller showed an access token instead */
export function sessionOf({ session }: SignedInRequest): Session {
  if (!session) throw new SessionRequired();
  return session;
}

/** The session that the request came with. */
export const CurrentSession = createParamDecorator((_: unknown, context: ExecutionContext) =>
  sessionOf(context.switchToHttp().getRequest<SignedInRequest>()),
);
