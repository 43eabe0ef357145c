import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Problems } from '../../../platform/http/answers.js';
import { type ActingRequest, SessionRequired } from '../../../access/index.js';
import type { CurrentSession as Session } from '../../use-cases/sign-in/current-sessions.js';

export type SignedInRequest = ActingRequest & { session?: Session };

/** @throws SessionRequired where the caller showed an access token instead */
export function sessionOf({ session }: SignedInRequest): Session {
  if (!session) throw new SessionRequired();
  return session;
}

const FromSession = createParamDecorator((_: unknown, context: ExecutionContext) =>
  sessionOf(context.switchToHttp().getRequest<SignedInRequest>()),
);

/** The session of the request. The route documents that it may refuse access tokens. */
export const CurrentSession = (): ParameterDecorator => (controller, method, index) => {
  FromSession()(controller, method, index);
  Problems(SessionRequired)(controller, method!, Object.getOwnPropertyDescriptor(controller, method!)!);
};
