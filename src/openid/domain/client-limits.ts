/** Whom a client is for (OP-2); both empty means everybody. */
export interface ClientLimits {
  readonly roleKeys: readonly string[];
  readonly groupIds: readonly string[];
}

/** Whether somebody with these roles, in these groups, is one of them. */
export const isAmong = (
  { roleKeys, groupIds }: ClientLimits,
  roles: readonly (string | undefined)[],
  groups: readonly string[],
): boolean =>
  (roleKeys.length === 0 && groupIds.length === 0) ||
  roleKeys.some((key) => roles.includes(key)) ||
  groupIds.some((id) => groups.includes(id));
