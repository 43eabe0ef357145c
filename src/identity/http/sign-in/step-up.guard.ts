import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { ensureFresh } from '../../use-cases/sign-in/ensure-fresh.js';
import { sessionOf, type SignedInRequest } from './current-session.js';

/** ID-13: opens the route only to people who signed in, or stepped up, less than 5 minutes ago. */
@Injectable()
export class StepUpGuard implements CanActivate {
  /** @throws StepUpRequired, SessionRequired */
  canActivate(context: ExecutionContext): boolean {
    ensureFresh(sessionOf(context.switchToHttp().getRequest<SignedInRequest>()));
    return true;
  }
}
