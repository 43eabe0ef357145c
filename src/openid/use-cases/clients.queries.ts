import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/index.js';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/domain/domain-error.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../platform/http/paging.js';
import type { OidcClient } from '../domain/client.js';

export type ClientRow = Omit<OidcClient, 'secretHash' | 'amend' | 'rotateSecret' | 'remove' | 'releaseEvents'>;

/** A client as the provider needs it. */
export interface ActiveClient {
  clientId: string;
  id: string;
  name: string;
  type: 'public' | 'confidential';
  secretHash: Buffer | null;
  redirectUris: string[];
  postLogoutRedirectUris: string[];
  backchannelLogoutUri: string | null;
  roleKeys: string[];
  groupIds: string[];
  firstParty: boolean;
  pkceRequired: boolean;
  serviceAccountId: string | null;
}

const SHOWN = `
  id, client_id AS "clientId", name, type, redirect_uris AS "redirectUris",
  post_logout_redirect_uris AS "postLogoutRedirectUris", backchannel_logout_uri AS "backchannelLogoutUri",
  role_keys AS "roleKeys", group_ids AS "groupIds", first_party AS "firstParty", pkce_required AS "pkceRequired",
  service_account_id AS "serviceAccountId"`;
const CURSOR = z.tuple([z.uuid()]);

@Injectable()
export class ClientQueries {
  constructor(private readonly database: Database) {}

  /** Newest first: the route's permission is the organisation's, so there are no rows to choose from. */
  async list({ limit, cursor }: PageRequest): Promise<Page<ClientRow>> {
    const before = readCursor(cursor, CURSOR)?.[0] ?? null;
    const rows = await this.database.query<ClientRow>(
      `SELECT ${SHOWN}, state, version, created_at AS "createdAt" FROM openid.clients
        WHERE $1::uuid IS NULL OR id < $1 ORDER BY id DESC LIMIT $2`,
      [before, limit + 1],
    );
    return pageFrom(rows, limit, ({ id }) => [id]);
  }

  /** @throws NotFound */
  async one(actor: Actor, id: string): Promise<ClientRow> {
    const row = await this.database.one<ClientRow>(
      `SELECT ${SHOWN}, state, version, created_at AS "createdAt" FROM openid.clients WHERE id = $1`,
      [id],
    );
    if (!row) throw new NotFound();
    actor.ensure('read', 'OidcClient', row);
    return row;
  }

  /** One that is disabled is as good as none. */
  active(clientId: string): Promise<ActiveClient | undefined> {
    return this.database.one<ActiveClient>(
      `SELECT ${SHOWN}, secret_hash AS "secretHash" FROM openid.clients WHERE client_id = $1 AND state = 'active'`,
      [clientId],
    );
  }

  /** Those of the groups that there are. */
  async knownGroups(ids: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.query<{ id: string }>(
      'SELECT id FROM branches.groups WHERE id = ANY ($1::uuid[])',
      [ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** A contact with its roles: who client credentials may act as. */
  contact(id: string): Promise<{ branchId: string | null; roles: ContactRole[] } | undefined> {
    return this.database.one(
      `SELECT branch_id AS "branchId", roles FROM identity.users WHERE id = $1 AND state = 'contact'`,
      [id],
    );
  }
}

interface ContactRole {
  roleId: string;
  branchIds: string[] | null;
}
