import { Injectable } from '@nestjs/common';
import { ApprovalsApi } from '../../approvals/index.js';
import type { ForReaders } from '../../platform/domain/shown-time.js';
import type { Listed } from '../email/booking-models.js';
import { BookingStories } from './booking-stories.js';
import { listed } from './write-series-mails.js';

/** AP-12: the list of bookings in an email about a request. */
@Injectable()
export class WaitingOccurrences {
  constructor(
    private readonly approvals: ApprovalsApi,
    private readonly stories: BookingStories,
  ) {}

  /** The bookings of a series that wait; null if the request is for a single booking. */
  async occurrences(requestId: string): Promise<ForReaders<Listed> | null> {
    const waiting = await this.approvals.waiting(requestId);
    if (waiting.length < 2) return null;
    const stories = await this.stories.allOfNow(waiting);
    return listed(stories.map((story) => ({ story })));
  }
}
