import { DomainEvent } from '../platform/domain/domain-event.js';

interface RequestFacts {
  requestId: string;
  bookingId: string;
  vehicleId: string;
  branchId: string;
  bookerId: string;
}

/** A booking waits in the queue of its vehicle's branch (AP-2). */
export class RequestOpened extends DomainEvent<RequestFacts> {
  static override readonly type = 'approvals.request-opened';
}

export class RequestDecided extends DomainEvent<
  RequestFacts & { decision: 'approve' | 'decline'; decidedBy: string; note: string | null }
> {
  static override readonly type = 'approvals.request-decided';
}

/** Nobody decided before the booking's start (AP-5). */
export class RequestLapsed extends DomainEvent<RequestFacts> {
  static override readonly type = 'approvals.request-lapsed';
}

/** The booking was cancelled while its request was open (AP-8). */
export class RequestWithdrawn extends DomainEvent<RequestFacts> {
  static override readonly type = 'approvals.request-withdrawn';
}
