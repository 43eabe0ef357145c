import { Injectable } from '@nestjs/common';
import type { PermissionKey } from '../../access/index.js';
import type { UserState } from '../domain/user-state.js';
import { IdentityQueries, type PermissionSource } from './identity.queries.js';
import type { UserRow } from './user-views.js';

/** A person, as other contexts see one. */
export interface UserView {
  id: string;
  email: string;
  name: string;
  state: UserState;
  canSignIn: boolean;
  branchId: string | null;
  groupIds: string[];
}

/** What other contexts ask about people. */
@Injectable()
export class IdentityApi {
  constructor(private readonly queries: IdentityQueries) {}

  async user(id: string): Promise<UserView | undefined> {
    return (await this.users([id]))[0];
  }

  /** In no order; an id that is nobody's is left out. */
  async users(ids: readonly string[]): Promise<UserView[]> {
    return (await this.queries.usersById(ids)).map(view);
  }

  /**
   * The verified people who hold a permission with a reach that covers the branch (AP-2). For null, which is the branch
   * of somebody who registered without one: those who hold it for every branch.
   *
   * @param roleId only those to whom this role gives it
   */
  async holdersOf(key: PermissionKey, branchId: string | null, roleId: string | null = null): Promise<UserView[]> {
    return (await this.queries.holdersOf(key, branchId, roleId)).map(view);
  }

  /** Which roles give people a permission, and where. Within a transaction: as that sees it (RP-12). */
  sourcesOf(key: PermissionKey, of: readonly string[] | 'everybody'): Promise<PermissionSource[]> {
    return this.queries.sourcesOf(key, of);
  }
}

const view = ({ id, email, name, state, canSignIn, branchId, groupIds }: UserRow): UserView => ({
  id,
  email,
  name,
  state,
  canSignIn,
  branchId,
  groupIds: [...groupIds],
});
