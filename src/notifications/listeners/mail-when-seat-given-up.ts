import { Injectable } from '@nestjs/common';
import { SeatGivenUp } from '../../bookings/events.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { WriteSeatMails } from '../use-cases/write-seat-mails.js';

@Injectable()
export class MailWhenSeatGivenUp {
  constructor(private readonly mails: WriteSeatMails) {}

  @On(SeatGivenUp)
  handle(event: SeatGivenUp, tx: Tx): Promise<void> {
    return this.mails.run(tx, event, 'seat-given-up');
  }
}
