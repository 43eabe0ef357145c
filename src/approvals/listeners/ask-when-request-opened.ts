import { Injectable } from '@nestjs/common';
import { On } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { RequestOpened } from '../events.js';
import { AskApprovers } from '../use-cases/ask-approvers.js';

/** AP-2: emails the approvers of the first step. */
@Injectable()
export class AskWhenRequestOpened {
  constructor(private readonly askApprovers: AskApprovers) {}

  @On(RequestOpened)
  handle({ payload: { requestId, step } }: RequestOpened, tx: Tx): Promise<void> {
    return this.askApprovers.run(tx, requestId, step, 'wanted');
  }
}
