import { Injectable } from '@nestjs/common';
import type { Actor, RowColumns } from '../../../access/index.js';
import { Database } from '../../../platform/database/database.js';

type FilterSubject = Parameters<Actor['filter']>[1];

/** Each kind of object with a name: its table, its columns, and the fields that its rules look at. */
const NAMED: readonly { subject: FilterSubject; from: string; id: string; name: string; columns: RowColumns }[] = [
  {
    subject: 'User',
    from: 'identity.users t',
    id: 't.id',
    name: 't.name',
    columns: { branchId: 't.branch_id', state: 't.state' },
  },
  { subject: 'Branch', from: 'branches.branches t', id: 't.id', name: 't.name', columns: { id: 't.id' } },
  ...(['Group', 'Location', 'Accessory'] as const).map((subject) => ({
    subject,
    from: `branches.${{ Group: 'groups', Location: 'locations', Accessory: 'accessories' }[subject]} t`,
    id: 't.id',
    name: 't.name',
    columns: { branchIds: { array: 't.branch_ids' } },
  })),
  { subject: 'Vehicle', from: 'fleet.vehicles t', id: 't.id', name: 't.name', columns: { branchId: 't.branch_id' } },
  { subject: 'BookingReason', from: 'bookings.reasons t', id: 't.id', name: 't.name', columns: {} },
  {
    // People refer to a booking by its vehicle.
    subject: 'Vehicle',
    from: 'bookings.bookings k JOIN fleet.vehicles t ON t.id = k.vehicle_id',
    id: 'k.id',
    name: 't.name',
    columns: { branchId: 't.branch_id' },
  },
];

/** The names of objects by their ids, for those that the actor may see (RP-13). */
@Injectable()
export class ReadableNameQueries {
  constructor(private readonly database: Database) {}

  /** One query for ids of any kind. An id is missing from the result if it has no name, or the actor may not see it. */
  async of(actor: Actor, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
    const wanted = [...new Set(ids.filter((id) => id !== null))];
    if (wanted.length === 0) return new Map();
    const values: unknown[] = [wanted, actor.userId];
    const parts = NAMED.map(({ subject, from, id, name, columns }) => {
      let rule = 'FALSE';
      if (actor.may('read', subject)) {
        const filter = actor.filter('read', subject, columns, values.length + 1);
        values.push(...filter.values);
        rule = filter.sql;
      }
      const own = subject === 'User' ? ` OR ${id} = $2::uuid` : '';
      return `SELECT ${id} AS id, ${name} AS name FROM ${from} WHERE ${id} = ANY($1::uuid[]) AND (${rule}${own})`;
    });
    const rows = await this.database.query<{ id: string; name: string }>(parts.join(' UNION ALL '), values);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
