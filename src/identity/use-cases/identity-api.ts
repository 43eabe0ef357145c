import { Injectable } from '@nestjs/common';
import type { PermissionKey } from '../../access/index.js';
import { Database } from '../../platform/database/database.js';

export type UserState =
  | 'unconfirmed'
  | 'pending'
  | 'verified'
  | 'rejected'
  | 'suspended'
  | 'contact'
  | 'deleted';

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
  constructor(private readonly database: Database) {}

  async user(id: string): Promise<UserView | undefined> {
    return (await this.users([id]))[0];
  }

  /** In no order; an id that is nobody's is left out. */
  users(ids: readonly string[]): Promise<UserView[]> {
    return this.database.query<UserView>(`${SELECT} WHERE id = ANY($1::uuid[])`, [ids]);
  }

  /** The verified people who hold a permission with a reach that covers the branch (AP-2). */
  holdersOf(_key: PermissionKey, _branchId: string): Promise<UserView[]> {
    throw new Error('identity builds this');
  }
}

const SELECT = `
  SELECT id, email, name, state, can_sign_in AS "canSignIn", branch_id AS "branchId", group_ids AS "groupIds"
    FROM identity.users`;
