import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { Database } from '../../platform/database/database.js';
import { nameKey } from '../../platform/domain/names.js';
import type { OrganisationSettings } from '../domain/settings.js';

export interface OrganisationView extends OrganisationSettings {
  id: string;
  version: number;
}

export interface BranchView {
  id: string;
  name: string;
  code: string;
  timeZone: string;
  openToSignUp: boolean;
  state: 'open' | 'closed';
  version: number;
}

/** What other contexts ask of the organisation and its branches. */
@Injectable()
export class BranchesApi {
  constructor(private readonly database: Database) {}

  async organisation(): Promise<OrganisationView> {
    return (await this.database.one<OrganisationView>(ORGANISATION))!;
  }

  async branch(id: string): Promise<BranchView | undefined> {
    return (await this.branches([id]))[0];
  }

  async branches(ids: readonly string[]): Promise<BranchView[]> {
    return this.database.query<BranchView>(`${SELECT} WHERE id = ANY($1::uuid[])`, [ids]);
  }

  /** The branches that the actor may see, by name; none for a person without a role. */
  async seenBy(actor: Actor): Promise<BranchView[]> {
    if (!actor.may('read', 'Branch')) return [];
    const filter = actor.filter('read', 'Branch', { id: 'id' }, 1);
    return this.database.query<BranchView>(`${SELECT} WHERE ${filter.sql} ORDER BY sort_key, id`, filter.values);
  }

  /** The open branches that let people add themselves, by name. */
  async openToSignUp(): Promise<BranchView[]> {
    return this.database.query<BranchView>(`${SELECT} WHERE open_to_sign_up AND state = 'open' ORDER BY sort_key, id`);
  }

  /** The branches with these codes, ignoring case. */
  branchesByCode(codes: readonly string[]): Promise<BranchView[]> {
    return this.database.query<BranchView>(`${SELECT} WHERE platform.name_key(code::text) = ANY($1::text[])`, [
      codes.map(nameKey),
    ]);
  }

  /** The groups of these branches with these names; names are unique within a branch (BR-2). */
  groupsByName(
    branchIds: readonly string[],
    names: readonly string[],
  ): Promise<{ branchId: string; id: string; nameKey: string }[]> {
    return this.database.query(
      `SELECT branch_id AS "branchId", group_id AS id, name_key AS "nameKey" FROM branches.group_names
        WHERE branch_id = ANY($1::uuid[]) AND name_key = ANY($2::text[])`,
      [branchIds, names.map(nameKey)],
    );
  }

  /** The version of the user agreement that is in force, if there is one (ID-18). */
  agreement(): Promise<{ version: number; text: string } | undefined> {
    return this.database.one('SELECT version, text FROM branches.agreements ORDER BY version DESC LIMIT 1');
  }

  /** Those of the groups that exist in the branch; in a unit of work, they do so until it ends. */
  groupsOf(branchId: string, ids: readonly string[]): Promise<string[]> {
    return this.#existing('groups', branchId, ids);
  }

  /** The same for locations. */
  locationsOf(branchId: string, ids: readonly string[]): Promise<string[]> {
    return this.#existing('locations', branchId, ids);
  }

  /** The same for accessories. */
  accessoriesOf(branchId: string, ids: readonly string[]): Promise<string[]> {
    return this.#existing('accessories', branchId, ids);
  }

  async #existing(table: string, branchId: string, ids: readonly string[]): Promise<string[]> {
    const rows = await this.database.hold<{ id: string }>(
      `SELECT id FROM branches.${table} WHERE id = ANY($1::uuid[]) AND $2::uuid = ANY(branch_ids) FOR SHARE`,
      [ids, branchId],
    );
    return rows.map(({ id }) => id);
  }
}

const ORGANISATION = `
  SELECT id, name, time_zone AS "timeZone", locale, self_registration AS "selfRegistration", role_sets AS "roleSets",
         custom_fields AS "customFields", availability_order AS "availabilityOrder", no_show_minutes AS "noShowMinutes",
         max_booking_days AS "maxBookingDays", version
    FROM branches.organisation`;
const SELECT = `
  SELECT id, name, code, time_zone AS "timeZone", open_to_sign_up AS "openToSignUp", state, version FROM branches.branches`;
