import { Injectable } from '@nestjs/common';
import { type CredentialChange, CredentialChanged } from '../../identity/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import type { Tx } from '../../platform/work/tx.js';
import { revokeCalendar } from '../use-cases/calendar/renew-calendar.js';

const RENEWING: readonly CredentialChange[] = ['password_reset', 'email_changed', 'email_change_undone'];

/** ID-15: an intruder may have made the link, or read it. */
@Injectable()
export class RevokeCalendarWhenCredentialChanged {
  @OnCommitting(CredentialChanged)
  async handle({ payload: { userId, what } }: CredentialChanged, tx: Tx): Promise<void> {
    if (RENEWING.includes(what)) await revokeCalendar(tx, userId);
  }
}
