import { Injectable } from '@nestjs/common';
import { SeatTaken } from '../../bookings/events.js';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { WriteSeatMails } from '../use-cases/write-seat-mails.js';

@Injectable()
export class MailWhenSeatTaken {
  constructor(private readonly mails: WriteSeatMails) {}

  @On(SeatTaken)
  handle(event: SeatTaken, tx: Tx): Promise<void> {
    return this.mails.run(tx, event, 'seat-taken');
  }
}
