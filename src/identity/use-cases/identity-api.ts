import { Injectable } from '@nestjs/common';
import type { Actor, PermissionKey } from '../../access/index.js';
import type { UserState } from '../domain/user-state.js';
import { type Formats, FormatsOfReaders } from './formats-of-readers.js';
import { IdentityQueries, type PermissionSource } from './identity.queries.js';
import type { UserRow } from './people/user-views.js';

/** A person, as other contexts see one. */
export interface UserView {
  id: string;
  email: string;
  name: string;
  state: UserState;
  canSignIn: boolean;
  branchId: string | null;
  groupIds: string[];
  /** Null: as for the organisation. */
  locale: string | null;
}

/** What other contexts ask about people. */
@Injectable()
export class IdentityApi {
  constructor(
    private readonly queries: IdentityQueries,
    private readonly formats: FormatsOfReaders,
  ) {}

  async user(id: string): Promise<UserView | undefined> {
    return (await this.users([id]))[0];
  }

  /** In no particular order; unknown ids are left out. */
  async users(ids: readonly string[]): Promise<UserView[]> {
    return (await this.queries.usersById(ids)).map(view);
  }

  /**
   * The verified people who have a permission for this branch (AP-2). null stands for people who registered without a branch:
   * then only those who have it for every branch.
   *
   * @param roleId only people who have it by this role
   */
  async holdersOf(key: PermissionKey, branchId: string | null, roleId: string | null = null): Promise<UserView[]> {
    return (await this.queries.holdersOf(key, branchId, roleId)).map(view);
  }

  /** How dates and times are written for a person on pages that are not about one branch. */
  formatsFor(userId: string): Promise<Formats> {
    return this.formats.of(userId);
  }

  /** How many people wait for an approval that the actor may decide. */
  pendingCount(actor: Actor): Promise<number> {
    return this.queries.pendingCount(actor);
  }

  /** Which roles give people a permission, and where. Inside a transaction it reads that transaction's state (RP-12). */
  sourcesOf(key: PermissionKey, of: readonly string[] | 'everybody'): Promise<PermissionSource[]> {
    return this.queries.sourcesOf(key, of);
  }
}

const view = ({ id, email, name, state, canSignIn, branchId, groupIds, locale }: UserRow): UserView => ({
  id,
  email,
  name,
  state,
  canSignIn,
  branchId,
  groupIds: [...groupIds],
  locale,
});
