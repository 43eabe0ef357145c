import type { Page, PageRequest } from '../../../platform/http/paging.js';
import type { RequestState } from '../../domain/request-states.js';
import type { RequestView } from './request-view.js';

/** A request as its approver sees it: with the names behind the ids. */
export interface QueuedRequest extends RequestView {
  stepRoleId: string | null;
  excluded: string[];
  createdAt: Date;
  version: number;
  vehicleName: string;
  registration: string;
  /** The same as `registration`; clients of the first version use this name. */
  vehicleRegistration: string;
  branchName: string;
  timeZone: string;
  bookerName: string;
  originatorName: string;
  decidedByName: string | null;
  reasonName: string;
  destination: string | null;
  notes: string | null;
  /** Whether the reader may decide the step that waits. */
  decidable: boolean;
}

/** A request before it is known whether its reader can decide it. */
export type RequestRow = Omit<QueuedRequest, 'decidable'>;

/** One booking of a series, as its request asks about it. */
export interface AskedOccurrence {
  bookingId: string;
  start: Date;
  end: Date;
  state: RequestState;
  reasons: string[];
  lapsesAt: Date;
  decidedBy: string | null;
  decidedFor: string | null;
  decidedAt: Date | null;
  note: string | null;
}

/** A page of the queue, and the number of all requests that wait (AP-6). */
export interface Queue extends Page<QueuedRequest> {
  pendingCount: number;
  pendingByBranch: { branchId: string; count: number }[];
}

/** One request with what it takes to decide: the vehicle's other bookings of those days, and the booker's record. */
export interface RequestDetail extends QueuedRequest {
  /** Its bookings, where it is about a series (AP-12); earliest first. */
  occurrences: AskedOccurrence[];
  otherBookings: { bookingId: string; start: Date; end: Date; state: string; bookerName: string }[];
  record: { bookings: number; cancelled: number; declined: number; noShows: number };
}

export interface QueueFilter extends PageRequest {
  state: readonly RequestState[];
  branchId?: string | undefined;
  vehicleId?: string | undefined;
  bookerId?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}
