import type { NaturalReach } from './reach.js';

export type RoleSet = 'fleet' | 'flight_school';

export const roleSets = ['fleet', 'flight_school'] as const satisfies readonly RoleSet[];

export interface BuiltInRole {
  readonly name: string;
  readonly description: string;
  readonly set: RoleSet;
  /** Where the role counts if it is given without branches. */
  readonly reach: NaturalReach;
  /** The key of the role that an add-on needs beside it (RP-3). */
  readonly needs?: string;
}

const define = <Key extends string>(roles: Record<Key, BuiltInRole>) => roles;

/**
 * The built-in roles of a fleet (RP-3) and of a flight school (RP-4), in the order in which screens show them. Their default
 * permissions are in `catalogue/`; an organisation's changes to them are in the database.
 */
export const builtInRoles = define({
  booker: {
    name: 'Booker',
    description: 'Books vehicles of their home branch.',
    set: 'fleet',
    reach: 'home',
  },
  multibranch_booker: {
    name: 'Multibranch Booker',
    description: 'Add-on to Booker: books vehicles of any branch.',
    set: 'fleet',
    reach: 'every',
    needs: 'booker',
  },
  on_behalf_booker: {
    name: 'On Behalf Booker',
    description: 'Add-on to Booker: books for other people and contacts.',
    set: 'fleet',
    reach: 'home',
    needs: 'booker',
  },
  booking_approver: {
    name: 'Booking Approver',
    description: 'Approves or declines the branch’s booking requests, and gets emails about them.',
    set: 'fleet',
    reach: 'home',
  },
  booking_admin: {
    name: 'Booking Admin',
    description: 'Sees and manages all bookings of the branch.',
    set: 'fleet',
    reach: 'home',
  },
  branch_admin: {
    name: 'Branch Admin',
    description: 'Manages the people, vehicles and bookings of one branch.',
    set: 'fleet',
    reach: 'home',
  },
  multibranch_admin: {
    name: 'Multibranch Admin',
    description: 'Manages the people, vehicles and bookings of several branches.',
    set: 'fleet',
    reach: 'listed',
  },
  organisation_admin: {
    name: 'Organisation Admin',
    description: 'Manages everything. Approving requests needs a second role.',
    set: 'fleet',
    reach: 'every',
  },
  owner: {
    name: 'Owner',
    description: 'Manages everything and approves requests. Meant for a school that one person runs.',
    set: 'flight_school',
    reach: 'every',
  },
  office_staff: {
    name: 'Office Staff',
    description: 'Runs the front desk: the branch’s people, aircraft, bookings and requests.',
    set: 'flight_school',
    reach: 'home',
  },
  instructor: {
    name: 'Instructor',
    description: 'Makes bookings for themselves and others, adds people, and approves the branch’s requests.',
    set: 'flight_school',
    reach: 'home',
  },
  engineer: {
    name: 'Engineer',
    description: 'Looks after the branch’s aircraft and sees all their bookings.',
    set: 'flight_school',
    reach: 'home',
  },
  accountant: {
    name: 'Accountant',
    description: 'Sees the people and bookings of every branch, but can’t book.',
    set: 'flight_school',
    reach: 'every',
  },
  member: {
    name: 'Member',
    description: 'Books aircraft of their home branch.',
    set: 'flight_school',
    reach: 'home',
  },
  student: {
    name: 'Student',
    description: 'Books aircraft of their home branch for lessons.',
    set: 'flight_school',
    reach: 'home',
  },
  renter: {
    name: 'Renter',
    description: 'Hires aircraft of their home branch.',
    set: 'flight_school',
    reach: 'home',
  },
});

export type BuiltInRoleKey = keyof typeof builtInRoles;

export const builtInRoleKeys = Object.keys(builtInRoles) as BuiltInRoleKey[];

export const isBuiltIn = (key: string): key is BuiltInRoleKey => Object.hasOwn(builtInRoles, key);
