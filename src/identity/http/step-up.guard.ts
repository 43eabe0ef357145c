import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { ensureFresh } from '../domain/step-up.js';
import type { SignedInRequest } from './current-session.js';

/** ID-13: opens the route to whoever signed in, or stepped up, less than 5 minutes ago. */
@Injectable()
export class StepUpGuard implements CanActivate {
  /** @throws StepUpRequired */
  canActivate(context: ExecutionContext): boolean {
    ensureFresh(context.switchToHttp().getRequest<SignedInRequest>().session!);
    return true;
  }
}
