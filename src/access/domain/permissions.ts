import { approvals } from './catalogue/approvals.js';
import { bookings } from './catalogue/bookings.js';
import { fleet } from './catalogue/fleet.js';
import { organisation } from './catalogue/organisation.js';
import { people } from './catalogue/people.js';
import type { Permission } from './catalogue/permission.js';
import type { Action, SubjectName } from './subjects.js';

/** The areas in the order in which screens show them. */
const areas = { organisation, people, fleet, bookings, approvals };

export type Area = keyof typeof areas;

const all = { ...organisation, ...people, ...fleet, ...bookings, ...approvals };

export type PermissionKey = keyof typeof all;

/** The fixed catalogue of permissions (RP-1). A role's grants are data; what a grant means is here. */
export const catalogue: Readonly<Record<PermissionKey, Permission>> = all;

export const permissionKeys = Object.keys(catalogue) as PermissionKey[];

export const permissionsByArea = Object.entries(areas).map(([area, permissions]) => ({
  area: area as Area,
  keys: Object.keys(permissions) as PermissionKey[],
}));

/** The catalogue as it is shown to people. */
export const describedPermissions = permissionsByArea.flatMap(({ area, keys }) =>
  keys.map((key) => ({ key, area, description: catalogue[key].description })),
);

/** What everybody who is signed in may do, whatever their roles. */
export const everybodyMay: readonly (readonly [Action, SubjectName])[] = [
  ['read', 'OwnAccount'],
  ['change', 'OwnAccount'],
  ['read', 'Organisation'],
  ['read', 'BookingReason'],
  ['read', 'Agreement'],
];

/** What everybody who is signed in may do with their own rows, whatever their roles, by the field that names the owner. */
export const everybodyMayWithOwn: readonly (readonly [Action, SubjectName, field: string])[] = [
  ['read', 'Booking', 'bookerId'],
  ['cancel', 'Booking', 'bookerId'],
];
