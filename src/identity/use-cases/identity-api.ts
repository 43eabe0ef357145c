import { Injectable } from '@nestjs/common';
import type { PermissionKey } from '../../access/index.js';
import type { UserState } from '../domain/user-state.js';
import { IdentityQueries } from './identity.queries.js';
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
   */
  async holdersOf(key: PermissionKey, branchId: string | null): Promise<UserView[]> {
    return (await this.queries.holdersOf(key, branchId)).map(view);
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
