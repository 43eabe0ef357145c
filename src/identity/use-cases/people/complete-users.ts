import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { type CompletesAnswers, withMembers } from '../../../platform/http/answer-maker.js';
import type { Page } from '../../../platform/http/paging.js';
import { ReadableNameQueries } from './readable-names.queries.js';
import type { ShownUser } from './user-views.js';

/** Adds to users the names of their branch and groups, as far as the reader may see those (RP-13). */
@Injectable()
export class CompleteUsers implements CompletesAnswers<ShownUser | Page<ShownUser>, Actor> {
  constructor(private readonly names: ReadableNameQueries) {}

  async complete(result: ShownUser | Page<ShownUser>, actor: Actor): Promise<object> {
    const users = 'items' in result ? result.items : [result];
    const ids = users.flatMap(({ branchId, groupIds }) => [branchId, ...groupIds]);
    const names = await this.names.of(actor, ids);
    const whole = (user: ShownUser) =>
      withMembers(user, {
        branchName: (user.branchId && names.get(user.branchId)) ?? null,
        groups: user.groupIds.flatMap((id) => (names.has(id) ? [{ id, name: names.get(id)! }] : [])),
      });
    return 'items' in result ? { ...result, items: result.items.map(whole) } : whole(result);
  }
}
