import type { RequestStep } from '../../domain/request-steps.js';

/** An approval request, as other contexts see one. */
export interface RequestView {
  id: string;
  /** The booking; of a series the next that waits, or was the last to. */
  bookingId: string;
  seriesId: string | null;
  occurrenceCount: number;
  waitingCount: number;
  vehicleId: string;
  branchId: string;
  bookerId: string;
  start: Date;
  end: Date;
  state: 'pending' | 'approved' | 'declined' | 'withdrawn' | 'lapsed';
  reasons: string[];
  steps: RequestStep[];
  /** Which of them waits, or was the last to. */
  step: number;
  lapsesAt: Date;
  decidedBy: string | null;
  /** Whom the decider stood in for (AP-11). */
  decidedFor: string | null;
  decidedAt: Date | null;
  note: string | null;
}
