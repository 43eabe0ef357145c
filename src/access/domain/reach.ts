/** Where a role counts: every branch of the organisation, or these. */
export type Reach = 'every' | readonly string[];

/** A role given to a user. Without `branchIds` it has the role's own reach. */
export interface RoleAssignment {
  readonly roleId: string;
  readonly branchIds: readonly string[] | null;
}

/** The reach that a role has by itself: the holder's home branch, every branch, or only branches listed with it. */
export type NaturalReach = 'home' | 'every' | 'listed';

export function reachOf(natural: NaturalReach, listed: readonly string[] | null, homeBranchId: string | null): Reach {
  if (listed) return listed;
  if (natural === 'every') return 'every';
  return natural === 'home' && homeBranchId ? [homeBranchId] : [];
}

export const reaches = (reach: Reach, branchId: string): boolean => reach === 'every' || reach.includes(branchId);

/** RP-2: reaches are added up; there is no deny. */
export function widest(given: readonly Reach[]): Reach {
  const branchIds = new Set<string>();
  for (const reach of given) {
    if (reach === 'every') return 'every';
    for (const branchId of reach) branchIds.add(branchId);
  }
  return [...branchIds];
}

/** Whether all of `inner` lies within `outer`. */
export const within = (inner: Reach, outer: Reach): boolean =>
  outer === 'every' || (inner !== 'every' && inner.every((branchId) => outer.includes(branchId)));
