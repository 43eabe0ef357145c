import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../../access/index.js';
import { Database } from '../../../platform/database/database.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../../platform/http/paging.js';
import type { PasskeyOwner } from './webauthn.js';
import { SsoProvider } from '../single-sign-on/sso-provider.js';

/** A passkey, as its owner sees it. */
export interface PasskeyView {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly backedUp: boolean;
  /** Whether the current session was begun with it: removing the passkey then ends the session. */
  readonly current: boolean;
}

const LIST = `
  SELECT id, name, created_at AS "createdAt", last_used_at AS "lastUsedAt", backed_up AS "backedUp",
         EXISTS (SELECT FROM identity.sessions s WHERE s.id = $4 AND s.passkey_id = p.id) AS current
    FROM identity.passkeys p
   WHERE user_id = $1 AND ($2::uuid IS NULL OR id > $2)
   ORDER BY id LIMIT $3`;

interface WaysIn {
  hasPassword: boolean;
  hasPasskey: boolean;
  hasSso: boolean;
}

const OWNER = 'SELECT passkey_handle AS handle, email, name FROM identity.users WHERE id = $1';
const WAYS_IN = `
  SELECT password_hash IS NOT NULL AS "hasPassword",
         EXISTS (SELECT FROM identity.passkeys p WHERE p.user_id = u.id) AS "hasPasskey",
         EXISTS (SELECT FROM identity.sso_links o WHERE o.user_id = u.id) AS "hasSso"
    FROM identity.users u WHERE id = $1`;
const CREDENTIALS = `
  SELECT credential_id AS "credentialId", transports FROM identity.passkeys WHERE user_id = $1 ORDER BY id`;

const CURSOR = z.tuple([z.uuid()]);

@Injectable()
export class PasskeyQueries {
  constructor(
    private readonly database: Database,
    private readonly sso: SsoProvider,
  ) {}

  /** The actor's own passkeys, oldest first. */
  async passkeys(
    { userId }: Pick<Actor, 'userId'>,
    { limit, cursor }: PageRequest,
    sessionId: string | null = null,
  ): Promise<Page<PasskeyView>> {
    const after = readCursor(cursor, CURSOR);
    const rows = await this.database.query<PasskeyView>(LIST, [userId, after?.[0] ?? null, limit + 1, sessionId]);
    return pageFrom(rows, limit, ({ id }) => [id]);
  }

  async owner(userId: string): Promise<PasskeyOwner> {
    const owner = await this.database.one<Omit<PasskeyOwner, 'passkeys'>>(OWNER, [userId]);
    const passkeys = await this.database.query<PasskeyOwner['passkeys'][number]>(CREDENTIALS, [userId]);
    return { ...owner!, passkeys };
  }

  /** How the user can sign in, and so confirm who they are. */
  async waysIn(userId: string): Promise<WaysIn> {
    const ways = (await this.database.one<WaysIn>(WAYS_IN, [userId]))!;
    return { ...ways, hasSso: ways.hasSso && this.sso.enabled };
  }

  /** The owner of the credential, if there is one. */
  async ownerOf(credentialId: Buffer): Promise<string | undefined> {
    const row = await this.database.one<{ userId: string }>(
      'SELECT user_id AS "userId" FROM identity.passkeys WHERE credential_id = $1',
      [credentialId],
    );
    return row?.userId;
  }

  /** The id by which authenticators know the user. */
  async handle(userId: string): Promise<Buffer> {
    return (await this.database.one<{ handle: Buffer }>(OWNER, [userId]))!.handle;
  }
}
