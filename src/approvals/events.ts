import { DomainEvent } from '../platform/domain/domain-event.js';

interface RequestFacts {
  requestId: string;
  /** Of a series the next booking that waits, or was the last to. */
  bookingId: string;
  /** Where it is about the bookings of a series (AP-12). */
  seriesId: string | null;
  vehicleId: string;
  branchId: string;
  bookerId: string;
  /** Which step of the request waits, or was the last to; the first is 0. */
  step: number;
}

/** A booking waits in the queue of its vehicle's branch (AP-2). */
export class RequestOpened extends DomainEvent<RequestFacts> {
  static override readonly type = 'approvals.request-opened';
}

/** A step was approved that was not the last: `step` is the one that waits now; steps between may have been skipped. */
export class RequestAdvanced extends DomainEvent<RequestFacts & { decidedBy: string }> {
  static override readonly type = 'approvals.request-advanced';
}

/**
 * What was decided for good of some or all bookings of a request: of a series, others may wait on. A yes to a step that is
 * not the last decides nothing for good.
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

/** No one decided in time: before the booking's start, or before what the flow set as longest (AP-5). */
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

/** Nobody answered for as long as the flow allows: those who manage the branch's bookings are told. */
export class RequestEscalated extends DomainEvent<RequestFacts> {
  static override readonly type = 'approvals.request-escalated';
}

/** Somebody is to be mailed a link to decide by (AP-10). The token travels sealed (`Sealer`, purpose `mailed-link`). */
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

/** Requests of this branch wait, and nobody is left who could decide them (AP-9). */
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
