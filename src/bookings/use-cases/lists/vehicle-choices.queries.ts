import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { Database } from '../../../platform/database/database.js';
import { NotFound } from '../../../platform/domain/domain-error.js';
import { Where } from './where.js';

export const vehicleChoices = ['locations', 'accessories', 'groups', 'policies', 'approvalFlows'] as const;
type VehicleChoiceField = (typeof vehicleChoices)[number];

interface Choice {
  id: string;
  name: string;
}

/** What belongs to a branch, with the subject whose rules decide who sees it. */
const OF_BRANCH = { locations: 'Location', accessories: 'Accessory', groups: 'Group' } as const;
/** What belongs to the whole organisation. */
const OF_ALL = {
  policies: { subject: 'BookingPolicy', table: 'bookings.policies' },
  approvalFlows: { subject: 'ApprovalFlow', table: 'approvals.flows' },
} as const;

/** The choices of the vehicle form. They are here because this is the first context that may read all of them. */
@Injectable()
export class VehicleChoiceQueries {
  constructor(private readonly database: Database) {}

  /**
   * What can be chosen for a vehicle of the branch, by name; null where the actor may not see such things at all (RP-13).
   *
   * @throws NotFound if the actor manages no vehicles in the branch
   */
  async of(actor: Actor, branchId: string): Promise<Record<VehicleChoiceField, Choice[] | null>> {
    if (!actor.can('create', 'Vehicle', { branchId })) throw new NotFound();
    const where = new Where();
    const branch = `${where.parameter(branchId)}::uuid`;
    const lists: string[] = [];
    const list = (kind: VehicleChoiceField, table: string, condition: string) =>
      lists.push(`SELECT '${kind}' AS kind, id, name::text AS name, sort_key FROM ${table} WHERE ${condition}`);
    for (const kind of ['locations', 'accessories', 'groups'] as const) {
      const seen = where.expression(actor, 'read', OF_BRANCH[kind], { branchIds: { array: 'branch_ids' } });
      list(kind, `branches.${kind}`, `branch_ids @> ARRAY[${branch}] AND ${seen}`);
    }
    for (const kind of ['policies', 'approvalFlows'] as const) {
      list(kind, OF_ALL[kind].table, where.expression(actor, 'read', OF_ALL[kind].subject, {}));
    }
    const rows = await this.database.query<Choice & { kind: VehicleChoiceField }>(
      `${lists.join(' UNION ALL ')} ORDER BY sort_key, id`,
      where.values,
    );
    const choices = (kind: VehicleChoiceField) =>
      rows.filter((row) => row.kind === kind).map(({ id, name }) => ({ id, name }));
    const subjects = { ...OF_BRANCH, policies: OF_ALL.policies.subject, approvalFlows: OF_ALL.approvalFlows.subject };
    const shown = vehicleChoices.map((kind) => [kind, actor.may('read', subjects[kind]) ? choices(kind) : null]);
    return Object.fromEntries(shown) as Record<VehicleChoiceField, Choice[] | null>;
  }
}
