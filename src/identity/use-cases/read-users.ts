import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import type { Page } from '../../platform/http/paging.js';
import { IdentityQueries, type UserFilter } from './identity.queries.js';
import { type ShownUser, UserViews } from './user-views.js';

/** The people whom the actor may see (ID-19, RP-13). */
@Injectable()
export class ReadUsers {
  constructor(
    private readonly queries: IdentityQueries,
    private readonly views: UserViews,
  ) {}

  async page(actor: Actor, filter: UserFilter): Promise<Page<ShownUser>> {
    return this.views.page(await this.queries.users(actor, filter));
  }

  /** @throws NotFound */
  async one(actor: Actor, id: string): Promise<ShownUser> {
    return this.views.one(await this.queries.user(actor, id));
  }
}
