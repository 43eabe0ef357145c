/** The people for whom a client is (OP-2); both empty: everybody. */
export interface ClientLimits {
  readonly roleKeys: readonly string[];
  readonly groupIds: readonly string[];
}

/** Whether somebody with these roles and groups may use the client. */
export const isAmong = (
  { roleKeys, groupIds }: ClientLimits,
  roles: readonly (string | undefined)[],
  groups: readonly string[],
): boolean =>
  (roleKeys.length === 0 && groupIds.length === 0) ||
  roleKeys.some((key) => roles.includes(key)) ||
  groupIds.some((id) => groups.includes(id));
