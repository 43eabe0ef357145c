import { DomainEvent } from '../platform/domain/domain-event.js';

interface RequestFacts {
  requestId: string;
  /** For a series: the next booking that waits, or the last one that was settled. */
  bookingId: string;
  /** Set where the request is for bookings of a series (AP-12). */
  seriesId: string | null;
  vehicleId: string;
  branchId: string;
  bookerId: string;
  /** The index of the step that waits, or of the last one that was decided. */
  step: number;
}

/** A booking waits in the queue of its vehicle's branch (AP-2). */
export class RequestOpened extends DomainEvent<RequestFacts> {
  static override readonly type = 'approvals.request-opened';
}

/** A step was approved and was not the last one: `step` is the one that waits now. Steps in between may have been skipped. */
export class RequestAdvanced extends DomainEvent<RequestFacts & { decidedBy: string }> {
  static override readonly type = 'approvals.request-advanced';
}

/**
 * The final decision on some or all bookings of a request; other bookings of a series may still wait. Approving a step that
 * is not the last is not final.
 */
export class RequestDecided extends DomainEvent<
  RequestFacts & {
    decision: 'approve' | 'decline';
    approved: string[];
    declined: string[];
    decidedBy: string;
    note: string | null;
    /** Whether any step was skipped because nobody could decide it (AP-3). */
    skipped: boolean;
  }
> {
  static override readonly type = 'approvals.request-decided';
}

/** Nobody decided before the start of the booking, or within the time that the flow allows (AP-5). */
export class RequestLapsed extends DomainEvent<RequestFacts & { bookingIds: string[] }> {
  static override readonly type = 'approvals.request-lapsed';
}

/** The booking was cancelled or changed while its request was open (AP-8). */
export class RequestWithdrawn extends DomainEvent<RequestFacts & { bookingIds: string[] }> {
  static override readonly type = 'approvals.request-withdrawn';
}

/** It is time to remind the approvers (AP-11). */
export class RequestReminderDue extends DomainEvent<RequestFacts> {
  static override readonly type = 'approvals.request-reminder-due';
}

/** Nobody decided within the time that the flow allows: the people who manage the branch's bookings are told. */
export class RequestEscalated extends DomainEvent<RequestFacts> {
  static override readonly type = 'approvals.request-escalated';
}

/** An approver is to get an email with a link to decide (AP-10). The token is sealed (`Sealer`, purpose `mailed-link`). */
export class ApproverAsked extends DomainEvent<{
  requestId: string;
  bookingId: string;
  step: number;
  userId: string;
  sealedToken: string;
  occasion: 'wanted' | 'reminder';
}> {
  static override readonly type = 'approvals.approver-asked';
}

/** Requests of this branch wait, and nobody can decide them any more (AP-9). */
export class BranchLostApprovers extends DomainEvent<{ branchId: string; waiting: number }> {
  static override readonly type = 'approvals.branch-lost-approvers';
}

/** AP-11. Instants are RFC 3339 in UTC. */
export class QueueDelegated extends DomainEvent<{
  delegatorId: string;
  delegateId: string;
  start: string;
  end: string;
}> {
  static override readonly type = 'approvals.queue-delegated';
}

export class DelegationEnded extends DomainEvent<{ delegatorId: string; delegateId: string }> {
  static override readonly type = 'approvals.delegation-ended';
}

export class FlowDeleted extends DomainEvent<{ flowId: string }> {
  static override readonly type = 'approvals.flow-deleted';
}
