import { approvals } from './catalogue/approvals.js';
import { bookings } from './catalogue/bookings.js';
import { fleet } from './catalogue/fleet.js';
import { organisation } from './catalogue/organisation.js';
import { people } from './catalogue/people.js';
import type { Permission } from './catalogue/permission.js';
import type { Action, SubjectName } from './subjects.js';

const all = { ...organisation, ...people, ...fleet, ...bookings, ...approvals };

export type PermissionKey = keyof typeof all;

/** The fixed catalogue of permissions (RP-1). A role's grants are data; what a grant means is here. */
export const catalogue: Readonly<Record<PermissionKey, Permission>> = all;

export const permissionKeys = Object.keys(catalogue) as PermissionKey[];

/** What everybody who is signed in may do, whatever their roles. */
export const everybodyMay: readonly (readonly [Action, SubjectName])[] = [
  ['read', 'OwnAccount'],
  ['change', 'OwnAccount'],
  ['read', 'Organisation'],
  ['read', 'BookingReason'],
  ['read', 'Agreement'],
];
