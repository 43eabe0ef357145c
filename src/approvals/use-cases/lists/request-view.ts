import type { RequestStep } from '../../domain/request-steps.js';

/** An approval request, as other contexts see one. */
export interface RequestView {
  id: string;
  /** The booking. For a series: the next one that waits, or the last one that was settled. */
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
  /** The index of the step that waits, or of the last one that was decided. */
  step: number;
  lapsesAt: Date;
  decidedBy: string | null;
  /** Whom the decider stood in for (AP-11). */
  decidedFor: string | null;
  decidedAt: Date | null;
  note: string | null;
}
