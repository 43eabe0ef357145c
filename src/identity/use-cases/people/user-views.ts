import { Injectable } from '@nestjs/common';
import { AccessApi, type RoleView } from '../../../access/index.js';
import type { Page } from '../../../platform/http/paging.js';
import type { AssignedRole } from '../../domain/user-details.js';
import type { UserState } from '../../domain/user-state.js';

/** A user's row, without what is never shown. */
export interface UserRow {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly phone: string | null;
  readonly reference: string | null;
  readonly locale: string | null;
  readonly state: UserState;
  readonly canSignIn: boolean;
  readonly branchId: string | null;
  readonly groupIds: readonly string[];
  readonly roles: readonly AssignedRole[];
  readonly createdAt: Date;
  readonly version: number;
  readonly isInvited: boolean;
}

/** The same with the key of each role beside its id, because people and clients know roles by their keys. */
export type ShownUser = Omit<UserRow, 'roles'> & {
  readonly roles: readonly (AssignedRole & { key: string; name: string })[];
  /** Whether the person still has an invitation to accept. */
  readonly invited: boolean;
};

@Injectable()
export class UserViews {
  constructor(private readonly access: AccessApi) {}

  /** @param grantsVersion `access.grants_version`, if it was read with the session */
  async one(user: UserRow, grantsVersion?: string): Promise<ShownUser> {
    return shown(user, await this.access.roles(grantsVersion));
  }

  async page({ items, nextCursor }: Page<UserRow>): Promise<Page<ShownUser>> {
    const roles = await this.access.roles();
    return { items: items.map((user) => shown(user, roles)), nextCursor };
  }
}

const shown = (user: UserRow, roles: ReadonlyMap<string, RoleView>): ShownUser => ({
  ...user,
  invited: user.isInvited,
  roles: user.roles.map(({ roleId, branchIds }) => {
    const { key, name } = roles.get(roleId)!;
    return { roleId, key, name, branchIds };
  }),
});
