import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { Database } from '../../../platform/database/database.js';
import type { ReasonCategory, ReasonState } from '../../domain/booking-reason.js';

export interface ReasonRow {
  id: string;
  key: string | null;
  name: string;
  category: ReasonCategory;
  state: ReasonState;
  version: number;
}

@Injectable()
export class ReasonQueries {
  constructor(private readonly database: Database) {}

  /** Built-in reasons first. Disabled ones are listed only for people who may still choose them (BK-6). */
  list(actor: Actor): Promise<ReasonRow[]> {
    const all = actor.may('change', 'BookingReason') || actor.permissions.some(({ key }) => key === 'bookings.manage');
    return this.database.query<ReasonRow>(
      `SELECT id, key, name, category, state, version FROM bookings.reasons WHERE $1 OR state = 'active'
        ORDER BY key NULLS LAST, sort_key`,
      [all],
    );
  }

  /** Whether any booking uses it. Call it with the reason locked, so that nobody chooses it meanwhile. */
  async isUsed(id: string): Promise<boolean> {
    const row = await this.database.one<{ used: boolean }>(
      'SELECT EXISTS (SELECT FROM bookings.bookings WHERE reason_id = $1) AS used',
      [id],
    );
    return row!.used;
  }
}
