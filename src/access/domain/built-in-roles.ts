import type { NaturalReach } from './reach.js';

export type RoleSet = 'fleet' | 'flight_school';

export const roleSets = ['fleet', 'flight_school'] as const satisfies readonly RoleSet[];

export interface BuiltInRole {
  readonly name: string;
  readonly description: string;
  readonly set: RoleSet;
  /** Where it counts when it is given without branches. */
  readonly reach: NaturalReach;
  /** The key of the role that an add-on needs beside it (RP-3). */
  readonly needs?: string;
}

const define = <Key extends string>(roles: Record<Key, BuiltInRole>) => roles;

/**
 * The built-in roles of a fleet (RP-3) and of a flight school (RP-4), in the order in which screens show them. What each
 * may do by default stands with the permissions (`catalogue/`); what an organisation changed of that stands in the database.
 */
export const builtInRoles = define({
  booker: {
    name: 'Booker',
    description: 'Books vehicles of the home branch for themselves.',
    set: 'fleet',
    reach: 'home',
  },
  multibranch_booker: {
    name: 'Multibranch Booker',
    description: 'Add-on: books vehicles of any branch.',
    set: 'fleet',
    reach: 'every',
    needs: 'booker',
  },
  on_behalf_booker: {
    name: 'On Behalf Booker',
    description: 'Add-on: books for other people and contacts.',
    set: 'fleet',
    reach: 'home',
    needs: 'booker',
  },
  booking_approver: {
    name: 'Booking Approver',
    description: 'Decides requests for vehicles of the branches in reach, and is mailed about them.',
    set: 'fleet',
    reach: 'home',
  },
  booking_admin: {
    name: 'Booking Admin',
    description: 'Sees and manages all bookings of the branches in reach.',
    set: 'fleet',
    reach: 'home',
  },
  branch_admin: {
    name: 'Branch Admin',
    description: 'People, vehicles and bookings of one branch.',
    set: 'fleet',
    reach: 'home',
  },
  multibranch_admin: {
    name: 'Multibranch Admin',
    description: 'People, vehicles and bookings of several branches.',
    set: 'fleet',
    reach: 'listed',
  },
  organisation_admin: {
    name: 'Organisation Admin',
    description: 'Everything; deciding requests is a duty of its own.',
    set: 'fleet',
    reach: 'every',
  },
  owner: {
    name: 'Owner',
    description: 'Everything, deciding requests too: a school may be one person.',
    set: 'flight_school',
    reach: 'every',
  },
  office_staff: {
    name: 'Office Staff',
    description: 'Runs the desk: people, aircraft, bookings and requests of the branch.',
    set: 'flight_school',
    reach: 'home',
  },
  instructor: {
    name: 'Instructor',
    description: 'Books for themselves and for others, adds people, and decides requests of the branch.',
    set: 'flight_school',
    reach: 'home',
  },
  engineer: {
    name: 'Engineer',
    description: 'Looks after the aircraft of the branch, and sees all that is booked of them.',
    set: 'flight_school',
    reach: 'home',
  },
  accountant: {
    name: 'Accountant',
    description: 'Sees the people and the bookings of every branch, and books nothing.',
    set: 'flight_school',
    reach: 'every',
  },
  member: {
    name: 'Member',
    description: 'Books aircraft of the home branch for themselves.',
    set: 'flight_school',
    reach: 'home',
  },
  student: {
    name: 'Student',
    description: 'Books aircraft of the home branch for their own lessons.',
    set: 'flight_school',
    reach: 'home',
  },
  renter: {
    name: 'Renter',
    description: 'Hires aircraft of the home branch for themselves.',
    set: 'flight_school',
    reach: 'home',
  },
});

export type BuiltInRoleKey = keyof typeof builtInRoles;

export const builtInRoleKeys = Object.keys(builtInRoles) as BuiltInRoleKey[];

export const isBuiltIn = (key: string): key is BuiltInRoleKey => Object.hasOwn(builtInRoles, key);
