import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/index.js';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/domain/domain-error.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../platform/http/paging.js';
import type { OidcClient } from '../domain/client.js';

export type ClientRow = Omit<OidcClient, 'secretHash' | 'amend' | 'rotateSecret' | 'remove' | 'releaseEvents'>;

/** A client with what the provider needs. */
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

  /** Newest first. Only holders of an organisation-wide permission get here, so rows need no filter. */
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

  /** A disabled client counts as missing. */
  active(clientId: string): Promise<ActiveClient | undefined> {
    return this.database.one<ActiveClient>(
      `SELECT ${SHOWN}, secret_hash AS "secretHash" FROM openid.clients WHERE client_id = $1 AND state = 'active'`,
      [clientId],
    );
  }

  /** The groups of these that exist. */
  async knownGroups(ids: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.query<{ id: string }>(
      'SELECT id FROM branches.groups WHERE id = ANY ($1::uuid[])',
      [ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** A contact with its roles, as which client credentials may act. */
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
