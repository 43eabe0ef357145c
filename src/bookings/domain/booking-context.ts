import type { Period } from '../../platform/domain/period.js';
import type { Approval } from './booking-details.js';
import type { CustomField } from './custom-fields.js';
import type { PolicyLimits } from './policy-limits.js';
import type { VehicleCalendar } from './vehicle-calendar.js';

/**
 * What the checks in `booking-checks.ts` look at, read in one round trip before the first check runs. Two things are read
 * only when a check asks for them, because most bookings never need them: the open bookings, which are counted under a lock,
 * and the approvers.
 */
export interface BookingContext {
  permissions: Permissions;
  /** undefined if the vehicle does not exist. */
  vehicle: VehicleContext | undefined;
  /** undefined if the person does not exist. */
  booker: NamedPerson | undefined;
  /** The passengers that the request adds, by id; undefined for an id of nobody. */
  namedPassengers: ReadonlyMap<string, NamedPerson | undefined>;
  /**
   * The booker and the passengers who join, locked until the commit. Empty if the change adds nobody whose right to travel
   * must be checked.
   */
  travellers: readonly Traveller[];
  /** How many open bookings the person has under the policy, not counting `except`. */
  countOpenBookings(bookerId: string, policyId: string, exceptBookingId?: string): Promise<number>;
  approvalOf(bookerId: string, vehicle: VehicleContext, booking: ApprovalCriteria): Promise<Approval>;
}

/** What an approval flow looks at, besides the vehicle and the reason. */
export interface ApprovalCriteria {
  period: Period;
  interBranch: boolean;
  recurring: boolean;
}

/** The actor, and what they may do with vehicles and bookings of the vehicle's branch. */
export interface Permissions {
  userId: string;
  book: boolean;
  seeVehicle: boolean;
  /** They may change all bookings of the branch, not only their own. */
  manageBookings: boolean;
  overridePolicy: boolean;
}

/** The vehicle with its branch, policy and calendar, the reason, and the organisation's limits for every booking. */
export interface VehicleContext {
  branchId: string;
  seats: number;
  groupIds: string[];
  approvalFlowId: string | null;
  policyId: string | null;
  limits: PolicyLimits | null;
  vehicleState: 'active' | 'disabled' | 'archived';
  branchState: 'open' | 'closed';
  timeZone: string;
  /** null if the reason does not exist; then its category is null too. */
  reasonState: 'active' | 'disabled' | null;
  reasonCategory: string | null;
  /** The category of the reason before the change; for a new booking the same as `reasonCategory`. */
  formerReasonCategory: string | null;
  customFields: readonly CustomField[];
  maxBookingDays: number;
  /** Covers the periods of all bookings that are checked in this transaction, and the policy's buffer around them. */
  calendar: VehicleCalendar;
}

/** A person whom the request names, and what the actor may do with them. */
export interface NamedPerson {
  branchId: string | null;
  groupIds: readonly string[];
  mayTravel: boolean;
  mayBeBookedFor: boolean;
  mayRideAlong: boolean;
}

/** A driver or passenger in their current state. */
export interface Traveller {
  id: string;
  state: string;
  /** The version of the user agreement that they still have to accept (ID-18); null if there is none. */
  agreementToAccept: number | null;
}
