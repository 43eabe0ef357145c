import type { Tx } from '../../../platform/work/tx.js';
import { SsoLink } from '../../domain/sso-link.js';

/** Unlinks the user from the provider: its account no longer signs in as them. The user's row is already locked. */
export async function dropSsoLinks(tx: Tx, userId: string): Promise<void> {
  for (const link of await tx.findAll(SsoLink, 'user_id = $1', [userId])) await tx.remove(link);
}

/** Whether the user can sign in at a provider. An old link works again as soon as a provider is configured again. */
export const hasSsoLink = async (tx: Tx, userId: string): Promise<boolean> =>
  (await tx.query('SELECT 1 FROM identity.sso_links WHERE user_id = $1 LIMIT 1', [userId])).length > 0;
