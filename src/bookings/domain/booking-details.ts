import type { Period } from '../../platform/domain/period.js';
import type { ApprovalPlan } from '../events.js';
import type { ViolationCode } from './policy-limits.js';

export const bookingStates = [
  'pending',
  'confirmed',
  'in_use',
  'completed',
  'declined',
  'lapsed',
  'cancelled',
  'no_show',
] as const;
export type BookingState = (typeof bookingStates)[number];

/** Why an act is not possible in a booking's state, in a sentence. */
export const bookingIs: Readonly<Record<BookingState | 'over', string>> = {
  pending: 'The booking is waiting for approval.',
  confirmed: 'The booking is confirmed.',
  in_use: 'The booking is in use.',
  completed: 'The booking is completed.',
  declined: 'The booking was declined.',
  lapsed: 'The booking has lapsed.',
  cancelled: 'The booking was cancelled.',
  no_show: 'The vehicle was not collected in time.',
  over: 'The booking is over.',
};

/** How the booking was approved by its vehicle's flow; null if the vehicle has no flow. */
export interface BookingApproval {
  state: 'pending' | 'approved' | 'declined' | 'lapsed' | 'withdrawn' | 'not_needed';
  /** Approval was skipped because the branch has no approver (AP-3). */
  skipped: boolean;
  /** It was approved automatically because the booker is an approver of the branch (AP-4). */
  automatic: boolean;
}

/** What a person asks for (BK-1). */
export interface BookingDetails {
  vehicleId: string;
  branchId: string;
  bookerId: string;
  originatorId: string;
  period: Period;
  reasonId: string;
  destination: string | null;
  passengerIds: string[];
  wholeVehicle: boolean;
  costCentre: string | null;
  notes: string | null;
  customFields: Record<string, string>;
}

/** Whether a booking that is about to be made needs approval. */
export type Approval = { outcome: 'none' | 'skipped' | 'automatic' } | ({ outcome: 'required' } & ApprovalPlan);

/** Who allowed a booking to break its vehicle's policy, and which limits it breaks (BK-5). */
export interface PolicyOverride {
  by: string;
  violations: ViolationCode[];
}

/** The result of the checks. */
export interface CheckResult {
  approval: Approval;
  policyOverride: PolicyOverride | null;
}

/** The fields of a booking that can be changed (BK-10). The originator stays, and the branch follows the vehicle. */
export type BookingEdit = Partial<Omit<BookingDetails, 'originatorId'>>;

/** What an approver agreed to: if any of these changes, the booking needs approval again (BK-10). */
export const decisive = ['vehicleId', 'bookerId', 'period', 'destination', 'reasonId'] as const;

/** What takes a vehicle: if any of these changes, the booking is checked like a new one. */
export const holding = ['vehicleId', 'bookerId', 'period'] as const;

const ALWAYS = ['reasonId', 'costCentre', 'notes', 'customFields'];

/**
 * The phase of a booking decides what can be changed: ahead, everything; running, no longer who has which vehicle from when;
 * past, only what reports count; ended without taking place, nothing.
 */
export type BookingPhase = 'ahead' | 'running' | 'past' | 'ended';

export function phaseOf(state: BookingState, { start, end }: Pick<Period, 'start' | 'end'>, now: Date): BookingPhase {
  if (state === 'completed') return 'past';
  if (state === 'in_use') return 'running';
  if (state === 'confirmed') return start > now ? 'ahead' : end > now ? 'running' : 'past';
  // A pending booking whose start has passed is about to lapse (AP-5).
  return state === 'pending' && start > now ? 'ahead' : 'ended';
}

export function isEditable(field: keyof BookingEdit, phase: BookingPhase): boolean {
  if (phase === 'ahead') return true;
  if (phase === 'running') return !['vehicleId', 'branchId', 'bookerId'].includes(field);
  return phase === 'past' && ALWAYS.includes(field);
}
