import { Injectable } from '@nestjs/common';
import { VehicleDisabled } from '../../fleet/events.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { DisabledVehicleStories } from '../use-cases/disabled-vehicle-stories.js';
import { WriteMails } from '../use-cases/write-mails.js';

/** BR-6: its bookings are flagged to the branch's admins, all in one mail, and each booker is told of theirs. */
@Injectable()
export class MailWhenVehicleDisabled {
  constructor(
    private readonly mails: WriteMails,
    private readonly stories: DisabledVehicleStories,
  ) {}

  @On(VehicleDisabled)
  async handle(event: VehicleDisabled, tx: Tx): Promise<void> {
    const { vehicle, branch, branchId, bookings, admins, bookers } = await this.stories.of(event.payload);
    if (bookings.length === 0) return;
    const common = { vehicle, branch };
    await this.mails.run(tx, event, 'vehicle-disabled', [
      ...admins.map((to) => ({ to, about: { branchId }, model: { ...common, bookings, mine: false } })),
      ...bookers.map((to) => ({
        to,
        about: { branchId },
        model: { ...common, bookings: bookings.filter(({ bookerId }) => bookerId === to.id), mine: true },
      })),
    ]);
  }
}
