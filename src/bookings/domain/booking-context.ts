import type { Period } from '../../platform/domain/period.js';
import type { Approval } from './booking-details.js';
import type { CustomField } from './custom-fields.js';
import type { PolicyLimits } from './policy-limits.js';
import type { VehicleCalendar } from './vehicle-calendar.js';

/**
 * What the checks of a booking look at (`booking-checks.ts`), read in one packet before the first of them runs. Two things are
 * read only when a check asks for them, because most bookings never get there: open bookings, which are counted under a lock,
 * and who would have to approve.
 */
export interface BookingContext {
  permissions: Permissions;
  /** undefined where there is no such vehicle. */
  vehicle: VehicleContext | undefined;
  /** undefined where there is no such person. */
  booker: NamedPerson | undefined;
  /** The passengers that the request adds, by id; undefined where there is no such person. */
  namedPassengers: ReadonlyMap<string, NamedPerson | undefined>;
  /** The booker and the passengers who join, locked until the commit. Empty where nobody's right to travel is checked. */
  travellers: readonly Traveller[];
  /** How many other bookings under the policy the person has open. */
  countOpenBookings(bookerId: string, policyId: string, exceptBookingId?: string): Promise<number>;
  approvalOf(bookerId: string, vehicle: VehicleContext, booking: ApprovalCriteria): Promise<Approval>;
}

/** What an approval flow looks at, apart from the vehicle and the reason. */
export interface ApprovalCriteria {
  period: Period;
  interBranch: boolean;
  recurring: boolean;
}

/** The person who sends the request, and what they may do with vehicles and bookings of the vehicle's branch. */
export interface Permissions {
  userId: string;
  book: boolean;
  seeVehicle: boolean;
  /** All bookings of the branch are theirs to change, not only their own. */
  manageBookings: boolean;
  overridePolicy: boolean;
}

/** The vehicle with its branch, policy and calendar, the reason, and what the organisation asks of every booking. */
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
  /** null where there is no such reason, as is its category. */
  reasonState: 'active' | 'disabled' | null;
  reasonCategory: string | null;
  /** Of the reason that a booking had before its change; for a new booking the same as `reasonCategory`. */
  formerReasonCategory: string | null;
  customFields: readonly CustomField[];
  maxBookingDays: number;
  /** Covers the periods of all bookings that are checked in this transaction, and the policy's buffer around them. */
  calendar: VehicleCalendar;
}

/** Somebody whom the request names, and what the requester may do with them. */
export interface NamedPerson {
  branchId: string | null;
  groupIds: readonly string[];
  mayTravel: boolean;
  mayBeBookedFor: boolean;
  mayRideAlong: boolean;
}

/** A driver or passenger as they are now. */
export interface Traveller {
  id: string;
  state: string;
  /** The version of the user agreement that they have yet to accept (ID-18); null if there is none. */
  agreementToAccept: number | null;
}
