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

/** What stands in the way of an act, in a sentence. */
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

/** How the booking fared with its vehicle's approval flow; null where none applied. */
export interface BookingApproval {
  state: 'pending' | 'approved' | 'declined' | 'lapsed' | 'withdrawn' | 'not_needed';
  /** The branch had no approver (AP-3). */
  skipped: boolean;
  /** The booker is an approver of the branch (AP-4). */
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

/** Who let a booking break its vehicle's policy, and which limits (BK-5). */
export interface PolicyOverride {
  by: string;
  violations: ViolationCode[];
}

/** What came of the checks of a booking that is about to be made or changed. */
export interface CheckResult {
  approval: Approval;
  policyOverride: PolicyOverride | null;
}

/** What can be changed of a booking (BK-10); who entered it stays, and its branch is its vehicle's. */
export type BookingEdit = Partial<Omit<BookingDetails, 'originatorId'>>;

/** What an approver said yes to: a change of it is asked about again (BK-10). */
export const decisive = ['vehicleId', 'bookerId', 'period', 'destination', 'reasonId'] as const;

/** What holds a vehicle: a change of it is checked as if the booking were new. */
export const holding = ['vehicleId', 'bookerId', 'period'] as const;

const ALWAYS = ['reasonId', 'costCentre', 'notes', 'customFields'];

/**
 * Where a booking stands in time: before its start everything can be changed, while it runs no more who has what from
 * when, afterwards what reports tell of it, and one that never came about stays as it was.
 */
export type BookingPhase = 'ahead' | 'running' | 'past' | 'ended';

export function phaseOf(state: BookingState, { start, end }: Pick<Period, 'start' | 'end'>, now: Date): BookingPhase {
  if (state === 'completed') return 'past';
  if (state === 'in_use') return 'running';
  if (state === 'confirmed') return start > now ? 'ahead' : end > now ? 'running' : 'past';
  // One that waits past its start lapses any moment (AP-5).
  return state === 'pending' && start > now ? 'ahead' : 'ended';
}

export function isEditable(field: keyof BookingEdit, phase: BookingPhase): boolean {
  if (phase === 'ahead') return true;
  if (phase === 'running') return !['vehicleId', 'branchId', 'bookerId'].includes(field);
  return phase === 'past' && ALWAYS.includes(field);
}
