/** Of the filters that several lists have. */
export const filters = {
  branch: 'Branch',
  allBranches: 'All branches',
  group: 'Group',
  allGroups: 'All groups',
  kind: 'Kind',
  allKinds: 'All kinds',
  role: 'Role',
  allRoles: 'All roles',
};
