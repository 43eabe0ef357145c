import { Injectable } from '@nestjs/common';
import { UserDeleted } from '../../identity/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import { redactNames, redactTexts, type Texts } from '../../platform/work/redact-texts.js';
import { redaction } from '../../platform/work/redaction.js';
import type { Tx } from '../../platform/work/tx.js';

/** Needs no vehicle lock: notes take no time of the vehicle, and every change of them locks the row as well. */
const TEXTS: readonly Texts[] = [
  { table: 'fleet.vehicles', columns: ['notes'], isVersioned: true },
  { table: 'fleet.unavailability', columns: ['note'] },
];

/** ID-17: names in notes about vehicles are replaced by a pseudonym. */
@Injectable()
export class RedactVehiclesWhenUserDeleted {
  @OnCommitting(UserDeleted)
  async handle({ payload: { pseudonym }, traces, vouched }: UserDeleted, tx: Tx): Promise<void> {
    const redact = redaction(traces, pseudonym);
    for (const texts of TEXTS) await redactTexts(tx, texts, redact);
    await redactNames(tx, ['fleet.vehicles'], vouched, pseudonym);
  }
}
