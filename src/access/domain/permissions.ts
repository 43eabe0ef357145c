/** What kind of thing a permission is about; the names of the glossary. */
export type SubjectName =
  | 'OwnAccount'
  | 'Organisation'
  | 'Branch'
  | 'Group'
  | 'Role'
  | 'User'
  | 'History'
  | 'Mail'
  | 'Vehicle'
  | 'ApprovalFlow'
  | 'ApprovalRequest'
  | 'BookingReason'
  | 'Booking';

export type Action = 'read' | 'create' | 'change' | 'verify' | 'suspend' | 'book' | 'book_for' | 'cancel' | 'decide';

/**
 * Which rows a permission opens: those of the branches in reach (by the field that names the branch), those that are the
 * user's own (by the fields that name the user), all of the organisation's to whoever reaches every branch, or all of
 * them wherever it is held: roles belong to no branch, and whoever adds people to theirs chooses among them.
 */
export type Rows = { branch: string } | { own: readonly string[] } | { heldAnywhere: true } | 'organisation';

export interface Permission {
  readonly area: 'organisation' | 'people' | 'fleet' | 'bookings' | 'approvals';
  readonly description: string;
  readonly allows: readonly (readonly [Action, SubjectName])[];
  readonly rows: Rows;
  /** Who holds that one may give this one, although they do not hold it themselves (RP-11): for duties, not powers. */
  readonly givenBy?: string;
}

const byBranch: Rows = { branch: 'branchId' };

const define = <Key extends string>(catalogue: Record<Key, Permission>) => catalogue;

/** The fixed catalogue of permissions (RP-1). A role's grants are data; what a grant means is here. */
export const catalogue = define({
  'organisation.manage': {
    area: 'organisation',
    description: 'Change the organisation’s name, time zone and settings.',
    allows: [['change', 'Organisation']],
    rows: 'organisation',
  },
  'branches.create': {
    area: 'organisation',
    description: 'Create branches.',
    allows: [['create', 'Branch']],
    rows: 'organisation',
  },
  'branches.manage': {
    area: 'organisation',
    description: 'Change a branch: its name, code, time zone, whether people may add themselves, open or closed.',
    allows: [['change', 'Branch']],
    rows: 'organisation',
  },
  'branches.read': {
    area: 'organisation',
    description: 'See the branches in reach.',
    allows: [['read', 'Branch']],
    rows: { branch: 'id' },
  },
  'groups.read': {
    area: 'organisation',
    description: 'See the groups of the branches in reach.',
    allows: [['read', 'Group']],
    rows: { branch: 'branchIds' },
  },
  'groups.manage': {
    area: 'organisation',
    description: 'Make and change groups that exist only in the branches in reach.',
    allows: [
      ['create', 'Group'],
      ['change', 'Group'],
    ],
    rows: { branch: 'branchIds' },
  },
  'roles.read': {
    area: 'people',
    description: 'See the roles and what each may do.',
    allows: [['read', 'Role']],
    rows: { heldAnywhere: true },
  },
  'users.read': {
    area: 'people',
    description: 'Search and see the people of the branches in reach.',
    allows: [['read', 'User']],
    rows: byBranch,
  },
  'users.add': {
    area: 'people',
    description: 'Add people and contacts to the branches in reach, and invite them.',
    allows: [['create', 'User']],
    rows: byBranch,
  },
  'users.verify': {
    area: 'people',
    description: 'Approve or reject people who registered, with their roles, branch and groups.',
    allows: [['verify', 'User']],
    rows: byBranch,
  },
  'users.suspend': {
    area: 'people',
    description: 'Suspend people and restore them.',
    allows: [['suspend', 'User']],
    rows: byBranch,
  },
  'users.read_histories': {
    area: 'people',
    description: 'See the sign-ins of the people of the branches in reach.',
    allows: [['read', 'History']],
    rows: byBranch,
  },
  'mails.read': {
    area: 'people',
    description: 'See which mails were sent to a person.',
    allows: [['read', 'Mail']],
    rows: byBranch,
  },
  'vehicles.read': {
    area: 'fleet',
    description: 'See the vehicles of the branches in reach.',
    allows: [['read', 'Vehicle']],
    rows: byBranch,
  },
  'vehicles.manage': {
    area: 'fleet',
    description: 'Add and change the vehicles of the branches in reach.',
    allows: [
      ['create', 'Vehicle'],
      ['change', 'Vehicle'],
    ],
    rows: byBranch,
  },
  'bookings.book': {
    area: 'bookings',
    description: 'Book the vehicles of the branches in reach for oneself.',
    allows: [['book', 'Vehicle']],
    rows: byBranch,
  },
  'bookings.own': {
    area: 'bookings',
    description: 'See and cancel one’s own bookings and those that one entered.',
    allows: [
      ['read', 'Booking'],
      ['cancel', 'Booking'],
    ],
    rows: { own: ['bookerId', 'originatorId'] },
  },
  'bookings.ride': {
    area: 'bookings',
    description: 'See the bookings that one is a passenger of.',
    allows: [['read', 'Booking']],
    rows: { own: ['passengerIds'] },
  },
  'bookings.book_on_behalf': {
    area: 'bookings',
    description: 'Book for other people and contacts of the branches in reach.',
    allows: [['book_for', 'User']],
    rows: byBranch,
  },
  'bookings.read': {
    area: 'bookings',
    description: 'See all bookings of the branches in reach.',
    allows: [['read', 'Booking']],
    rows: byBranch,
  },
  'bookings.manage': {
    area: 'bookings',
    description: 'Cancel any booking of the branches in reach.',
    allows: [['cancel', 'Booking']],
    rows: byBranch,
  },
  'approval_flows.manage': {
    area: 'approvals',
    description: 'See, make and change approval flows.',
    allows: [
      ['read', 'ApprovalFlow'],
      ['create', 'ApprovalFlow'],
      ['change', 'ApprovalFlow'],
    ],
    rows: 'organisation',
  },
  'approvals.decide': {
    area: 'approvals',
    description: 'Decide requests for vehicles of the branches in reach, and be mailed about them.',
    allows: [
      ['read', 'ApprovalRequest'],
      ['decide', 'ApprovalRequest'],
    ],
    rows: byBranch,
    givenBy: 'bookings.manage',
  },
});

export type PermissionKey = keyof typeof catalogue;

export const permissionKeys = Object.keys(catalogue) as PermissionKey[];

/** What everybody who is signed in may do, whatever their roles. */
export const everybodyMay: readonly (readonly [Action, SubjectName])[] = [
  ['read', 'OwnAccount'],
  ['change', 'OwnAccount'],
  ['read', 'Organisation'],
  ['read', 'BookingReason'],
];
