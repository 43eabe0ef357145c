/** A role given to the user. Without `branchIds` it has the role's own reach. */
export interface AssignedRole {
  readonly roleId: string;
  readonly branchIds: readonly string[] | null;
}

/** The branch, groups and roles of a user, which an admin chooses together. */
export interface Placement {
  readonly branchId: string;
  readonly groupIds: readonly string[];
  readonly roles: readonly AssignedRole[];
}

export interface PersonalDetails {
  readonly email: string;
  readonly name: string;
  readonly phone: string | null;
  readonly reference: string | null;
}

/** The fields of a person that an admin can change. Fields that are left out stay. */
export type UserChange = { [Field in keyof PersonalDetails]?: PersonalDetails[Field] | undefined } & {
  branchId?: string | null | undefined;
  groupIds?: readonly string[] | undefined;
};
