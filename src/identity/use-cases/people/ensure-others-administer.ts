import type { Tx } from '../../../platform/work/tx.js';
import { LastAdministrator } from '../../domain/errors.js';
import type { IdentityQueries } from '../identity.queries.js';

/**
 * Taken before an administrator loses that role: of two who remove each other at once, the second finds that no other is left
 * (ID-17).
 */
export const lockAdministrators = (tx: Tx): Promise<void> => tx.lock('setting', 'administrators');

/**
 * ID-17: at least one person must remain who can administer the organisation. Call this before the change is saved.
 *
 * @throws LastAdministrator
 */
export async function ensureOthersAdminister(queries: IdentityQueries, userId: string): Promise<void> {
  const administrators = await queries.holdersOf('organisation.manage', null);
  if (administrators.length === 1 && administrators[0]!.id === userId) throw new LastAdministrator();
}
