import { Injectable } from '@nestjs/common';
import { ApprovalsApi } from '../../approvals/index.js';
import type { ForReaders } from '../../platform/domain/shown-time.js';
import type { Listed } from '../email/booking-models.js';
import { BookingStories } from './booking-stories.js';
import { listed } from './write-series-mails.js';

/** AP-12: what an email about a request lists. */
@Injectable()
export class AskedBookings {
  constructor(
    private readonly approvals: ApprovalsApi,
    private readonly stories: BookingStories,
  ) {}

  /** Of a series, those that wait; null where it is about one booking. */
  async occurrences(requestId: string): Promise<ForReaders<Listed> | null> {
    const waiting = await this.approvals.waiting(requestId);
    if (waiting.length < 2) return null;
    const stories = await this.stories.allOfNow(waiting);
    return listed(stories.map((story) => ({ story })));
  }
}
