import { Injectable } from '@nestjs/common';
import { IdentityApi } from '../../identity/index.js';
import type { DomainEvent } from '../../platform/domain/domain-event.js';
import type { Tx } from '../../platform/work/tx.js';
import { oneBranchOf } from '../domain/mail.js';
import { BookingStories } from './booking-stories.js';
import { listed } from './write-series-mails.js';
import { WriteMails } from './write-mails.js';

interface Confirmed {
  bookingId: string;
  branchId: string;
  start: string;
  end: string;
  approval: string;
}

/** AP-3, AP-12: bookings of a series whose flow was skipped are told once to those who could appoint an approver. */
@Injectable()
export class WarnOfSkipped {
  constructor(
    private readonly mails: WriteMails,
    private readonly stories: BookingStories,
    private readonly identity: IdentityApi,
  ) {}

  async run(tx: Tx, event: Pick<DomainEvent, 'id'>, confirmed: readonly Confirmed[]): Promise<void> {
    const skipped = confirmed.filter(({ approval }) => approval === 'skipped');
    if (skipped.length === 0) return;
    const stories = await this.stories.ofAll(skipped);
    const occurrences = stories.length > 1 ? listed(stories.map((story) => ({ story }))) : null;
    const admins = await this.identity.holdersOf('users.assign_roles', skipped[0]!.branchId);
    const about = oneBranchOf(stories);
    const drafts = admins.map((to) => ({ to, about, model: { booking: stories[0]!.facts, occurrences } }));
    await this.mails.run(tx, event, 'approval-skipped', drafts);
  }
}
