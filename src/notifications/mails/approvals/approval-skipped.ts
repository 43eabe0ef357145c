import { Injectable } from '@nestjs/common';
import { BookingConfirmed, SeriesChanged, SeriesMade } from '../../../bookings/events.js';
import { IdentityApi } from '../../../identity/index.js';
import type { DomainEvent } from '../../../platform/domain/domain-event.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { oneBranchOf } from '../../domain/mail.js';
import { type AboutRequest, andMore } from '../../email/booking-models.js';
import { defineMail } from '../../email/mail-definition.js';
import { BookingStories, type ToldBooking } from '../../use-cases/booking-stories.js';
import { WriteMails } from '../../use-cases/write-mails.js';
import { listed } from '../../use-cases/write-series-mails.js';

type ApprovalSkippedModel = AboutRequest;

export const approvalSkipped = defineMail<ApprovalSkippedModel>({
  name: 'approval-skipped',
  kind: 'decisions',
  subject: ({ organisation, booking, occurrences }) =>
    `Booked without approval: ${andMore(booking, occurrences)} (${organisation})`,
  link: { page: () => '/app/people' },
  sample: ({ booking }) => ({ booking, occurrences: null }),
  html: `
{{#> layout}}
<h1>Booked without approval</h1>
{{> greeting}}
<p>This booking needed approval, but the <bdi>{{booking.branch}}</bdi> branch has no approver, so it was confirmed without one. This is recorded on the booking:</p>
{{> booking}}
{{#if occurrences}}
<p>It is the first booking of this series:</p>
{{> listed list=occurrences}}
{{/if}}
<p>You’re getting this email because you assign roles in this branch. If its bookings should be approved, make someone an approver.</p>
{{> link label="Manage people"}}
{{/layout}}
`,
  text: `
{{#> layout}}
This booking needed approval, but the {{booking.branch}} branch has no approver,
so it was confirmed without one. This is recorded on the booking:

{{> booking}}

{{#if occurrences}}
It is the first booking of this series:

{{> listed list=occurrences}}

{{/if}}
You're getting this email because you assign roles in this branch. If its bookings should
be approved, make someone an approver.

{{> link label="Manage people"}}
{{/layout}}
`,
});

interface ConfirmedBooking extends ToldBooking {
  approval: string;
}

/** AP-3, AP-12: one mail about all bookings of a series whose flow was skipped, to people who could appoint an approver. */
@Injectable()
export class WarnOfSkipped {
  constructor(
    private readonly mails: WriteMails,
    private readonly stories: BookingStories,
    private readonly identity: IdentityApi,
  ) {}

  async run(tx: Tx, event: Pick<DomainEvent, 'id'>, confirmed: readonly ConfirmedBooking[]): Promise<void> {
    const skipped = confirmed.filter(({ approval }) => approval === 'skipped');
    if (skipped.length === 0) return;
    const stories = await this.stories.ofAll(skipped);
    const occurrences = stories.length > 1 ? listed(stories.map((story) => ({ story }))) : null;
    const admins = await this.identity.holdersOf('users.assign_roles', skipped[0]!.branchId);
    const about = oneBranchOf(stories);
    const drafts = admins.map((to) => ({ to, about, model: { booking: stories[0]!.facts, occurrences } }));
    await this.mails.run(tx, event, approvalSkipped, drafts);
  }
}

/** AP-3: a flow was skipped because the branch has no approver. Mails the people who could appoint one. */
@Injectable()
export class WarnWhenBookingConfirmed {
  constructor(
    private readonly mails: WriteMails,
    private readonly stories: BookingStories,
    private readonly identity: IdentityApi,
  ) {}

  @On(BookingConfirmed)
  async handle(event: BookingConfirmed, tx: Tx): Promise<void> {
    const { branchId, approval, together } = event.payload;
    if (approval !== 'skipped' || together) return;
    const story = await this.stories.of(event.payload);
    const admins = await this.identity.holdersOf('users.assign_roles', branchId);
    const drafts = admins.map((to) => ({ to, about: story, model: { booking: story.facts, occurrences: null } }));
    await this.mails.run(tx, event, approvalSkipped, drafts);
  }
}

/** AP-3: as for a single booking (`WarnWhenBookingConfirmed`). */
@Injectable()
export class WarnWhenSeriesMade {
  constructor(private readonly warnOfSkipped: WarnOfSkipped) {}

  @On(SeriesMade)
  handle(event: SeriesMade, tx: Tx): Promise<void> {
    return this.warnOfSkipped.run(tx, event, event.payload.confirmed);
  }
}

/** AP-3: as for a single booking (`WarnWhenBookingConfirmed`). */
@Injectable()
export class WarnWhenSeriesChanged {
  constructor(private readonly warnOfSkipped: WarnOfSkipped) {}

  @On(SeriesChanged)
  handle(event: SeriesChanged, tx: Tx): Promise<void> {
    return this.warnOfSkipped.run(tx, event, event.payload.confirmed);
  }
}
