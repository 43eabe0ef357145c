import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { NotFound } from '../../../platform/domain/domain-error.js';
import type { Page } from '../../../platform/http/paging.js';
import { DirectoryQueries, type UserFilter } from './directory.queries.js';
import { IdentityQueries } from '../identity.queries.js';
import { type ShownUser, UserViews } from './user-views.js';

/** The people whom the actor may see (ID-19, RP-13). */
@Injectable()
export class ReadUsers {
  constructor(
    private readonly queries: IdentityQueries,
    private readonly directory: DirectoryQueries,
    private readonly views: UserViews,
  ) {}

  async page(actor: Actor, filter: UserFilter): Promise<Page<ShownUser>> {
    return this.views.page(await this.directory.page(actor, filter));
  }

  /** @throws NotFound for an actor that is deleted in this moment */
  async own({ userId }: Actor): Promise<ShownUser> {
    const [user] = await this.queries.usersById([userId]);
    if (!user) throw new NotFound();
    return this.views.one(user);
  }

  /** @throws NotFound */
  async one(actor: Actor, id: string): Promise<ShownUser> {
    return this.views.one(await this.queries.user(actor, id));
  }
}
