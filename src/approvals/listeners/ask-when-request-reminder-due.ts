import { Injectable } from '@nestjs/common';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { RequestReminderDue } from '../events.js';
import { AskApprovers } from '../use-cases/ask-approvers.js';

/** AP-11: emails the approvers again. */
@Injectable()
export class AskWhenRequestReminderDue {
  constructor(private readonly askApprovers: AskApprovers) {}

  @On(RequestReminderDue)
  handle({ payload: { requestId, step } }: RequestReminderDue, tx: Tx): Promise<void> {
    return this.askApprovers.run(tx, requestId, step, 'reminder');
  }
}
