import { Injectable } from '@nestjs/common';
import { RequestOpened } from '../../approvals/events.js';
import { IdentityApi } from '../../identity/index.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { BookingStories } from '../use-cases/booking-stories.js';
import { WriteMails } from '../use-cases/write-mails.js';

/** AP-2: those who may decide, and they alone. A booker among them waits for a second person (AP-4), so is not one. */
@Injectable()
export class MailWhenRequestOpened {
  constructor(
    private readonly mails: WriteMails,
    private readonly stories: BookingStories,
    private readonly identity: IdentityApi,
  ) {}

  @On(RequestOpened)
  async handle(event: RequestOpened, tx: Tx): Promise<void> {
    const { requestId, bookingId, branchId, bookerId } = event.payload;
    const { facts: booking, notes } = await this.stories.of(bookingId);
    const holders = await this.identity.holdersOf('approvals.decide', branchId);
    const approvers = holders.filter(({ id }) => id !== bookerId);
    const model = { booking, notes, requestId };
    await this.mails.run(
      tx,
      event,
      'approval-wanted',
      approvers.map((to) => ({ to, model })),
    );
  }
}
