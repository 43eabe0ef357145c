import { Injectable } from '@nestjs/common';
import { type CompletesAnswers, withMembers } from '../../platform/http/answer-maker.js';
import type { Actor } from '../domain/actor.js';
import { givingOf } from '../domain/giving.js';
import type { RoleView } from '../domain/role-view.js';

type Roles = RoleView | { items: readonly RoleView[] };

/** Adds to each role whether the caller may give it, and for which branches. */
@Injectable()
export class CompleteRoles implements CompletesAnswers<Roles, Actor> {
  complete(result: Roles, actor: Actor): Promise<object> {
    const whole = (role: RoleView) => withMembers(role, givingOf(actor, role));
    return Promise.resolve('items' in result ? { ...result, items: result.items.map(whole) } : whole(result));
  }
}
