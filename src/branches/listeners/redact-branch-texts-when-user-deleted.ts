import { Injectable } from '@nestjs/common';
import { UserDeleted } from '../../identity/events.js';
import { OnCommitting } from '../../platform/work/listeners.js';
import { redactNames, redactTexts, type Texts } from '../../platform/work/redact-texts.js';
import { redaction } from '../../platform/work/redaction.js';
import type { Tx } from '../../platform/work/tx.js';

const TEXTS: readonly Texts[] = [
  { table: 'branches.branches', columns: ['welcome_message'], isVersioned: true },
  // An agreement never changes otherwise: people who accepted it have still accepted it.
  { table: 'branches.agreements', columns: ['text'] },
];

/** ID-17: names in welcome messages and agreements are replaced by a pseudonym. */
@Injectable()
export class RedactBranchTextsWhenUserDeleted {
  @OnCommitting(UserDeleted)
  async handle({ payload: { pseudonym }, vouched }: UserDeleted, tx: Tx): Promise<void> {
    const redact = redaction(vouched, pseudonym);
    for (const texts of TEXTS) await redactTexts(tx, texts, redact);
    await redactNames(tx, ['branches.groups', 'branches.locations', 'branches.accessories'], vouched, pseudonym);
  }
}
