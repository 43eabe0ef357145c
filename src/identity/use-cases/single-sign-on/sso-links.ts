import type { Tx } from '../../../platform/work/tx.js';
import { SsoLink } from '../../domain/sso-link.js';

/** Unlinks the user from the provider: its account no longer signs in as them. The user's row is locked already. */
export async function dropSsoLinks(tx: Tx, userId: string): Promise<void> {
  for (const link of await tx.findAll(SsoLink, 'user_id = $1', [userId])) await tx.remove(link);
}

/** Whether the user signs in at a provider; a link of before counts as soon as there is a provider again. */
export const hasSsoLink = async (tx: Tx, userId: string): Promise<boolean> =>
  (await tx.query('SELECT 1 FROM identity.sso_links WHERE user_id = $1 LIMIT 1', [userId])).length > 0;
