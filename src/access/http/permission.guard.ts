import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Forbidden } from '../../platform/domain/domain-error.js';
import { PUBLIC } from '../../platform/http/public.js';
import { Unauthenticated } from '../domain/errors.js';
import { ensureSteppedUp } from '../use-cases/ensure-stepped-up.js';
import { type ActingRequest, CAN, type Needed } from './can.js';
import { NEEDS_STEP_UP } from './needs-step-up.js';

/** Closed by default (architecture rule 7): a route with neither `@Can` nor `@Public` is refused to everybody. */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  /** @throws Unauthenticated, Forbidden, StepUpRequired, SessionRequired */
  canActivate(context: ExecutionContext): boolean {
    const places = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, places)) return true;
    const { actor } = context.switchToHttp().getRequest<ActingRequest>();
    if (!actor) throw new Unauthenticated();
    const needed = this.reflector.getAllAndOverride<Needed | undefined>(CAN, places);
    if (!needed || !actor.may(...needed)) throw new Forbidden();
    if (this.reflector.get<boolean | undefined>(NEEDS_STEP_UP, context.getHandler())) ensureSteppedUp();
    return true;
  }
}
