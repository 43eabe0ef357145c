import { Injectable } from '@nestjs/common';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { RequestAdvanced } from '../events.js';
import { AskApprovers } from '../use-cases/ask-approvers.js';

/** AP-1, AP-2: emails the approvers of the step that waits now. */
@Injectable()
export class AskWhenRequestAdvanced {
  constructor(private readonly askApprovers: AskApprovers) {}

  @On(RequestAdvanced)
  handle({ payload: { requestId, step } }: RequestAdvanced, tx: Tx): Promise<void> {
    return this.askApprovers.run(tx, requestId, step, 'wanted');
  }
}
