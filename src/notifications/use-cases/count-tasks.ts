import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { ApprovalsApi } from '../../approvals/index.js';
import { BookingsApi } from '../../bookings/index.js';
import { IdentityApi } from '../../identity/index.js';
import { together } from '../../platform/database/packets.js';
import { type FirstStep, FirstStepQueries } from './first-steps.queries.js';
import { MailQueries } from './mails.queries.js';

/** How many tasks are waiting; 0 also for tasks that the person may not do. */
export interface Tasks {
  approvals: number;
  pendingPeople: number;
  offers: number;
  lateVehicles: number;
  failedMails: number;
  firstSteps: FirstStep[];
}

/** Counts what waits for a person, with the same number of queries each time, on one connection at a time: every open console asks. */
@Injectable()
export class CountTasks {
  constructor(
    private readonly approvals: ApprovalsApi,
    private readonly identity: IdentityApi,
    private readonly bookings: BookingsApi,
    private readonly mails: MailQueries,
    private readonly steps: FirstStepQueries,
  ) {}

  async run(actor: Actor): Promise<Tasks> {
    const [approvals, pendingPeople, offers, lateVehicles, failedMails, firstSteps] = await together(() =>
      Promise.all([
        actor.may('decide', 'ApprovalRequest') ? this.approvals.pendingCount(actor.userId) : 0,
        actor.may('verify', 'User') ? this.identity.pendingCount(actor) : 0,
        this.bookings.offerCount(actor.userId),
        actor.may('change', 'Booking') ? this.bookings.lateCount(actor) : 0,
        actor.may('resend', 'Mail') ? this.mails.failedCount(actor) : 0,
        this.steps.missing(actor),
      ]),
    );
    return { approvals, pendingPeople, offers, lateVehicles, failedMails, firstSteps };
  }
}
