import type { Pool } from 'pg';

interface Entry {
  id: string;
  subjectId: string;
  action: string;
  changes: { field: string; before: unknown; after: unknown }[];
}

/** A booking as it stood at some moment of its history. */
export interface Moment {
  vehicleId: string;
  state: string;
  start: number;
  end: number;
}

const HOLDING = ['pending', 'confirmed', 'in_use'];
const ENTRIES = `
  SELECT id, subject_id AS "subjectId", action, changes FROM platform.audit_entries
   WHERE subject_type = 'Booking' ORDER BY id`;

/** The audit trail of all bookings, played again from the beginning. */
export class BookingReplay {
  readonly entries: Entry[];
  /** How each booking stood after each of its entries. */
  readonly moments = new Map<string, Moment[]>();
  /** Where two bookings held one vehicle at one instant, whenever in the history that was. */
  readonly overlaps: string[] = [];

  private constructor(entries: Entry[]) {
    this.entries = entries;
    for (const entry of entries) this.#play(entry);
  }

  static async of(db: Pool): Promise<BookingReplay> {
    return new BookingReplay((await db.query<Entry>(ENTRIES)).rows);
  }

  actionsOf(id: string): string[] {
    return this.entries.filter(({ subjectId }) => subjectId === id).map(({ action }) => action);
  }

  #play({ id, subjectId, changes }: Entry): void {
    const before = this.moments.get(subjectId)?.at(-1);
    const after = (field: string) => changes.find((change) => change.field === field)?.after as string | undefined;
    const period = after('period')?.slice(1, -1).split(',').map(Date.parse);
    const now: Moment = {
      vehicleId: after('vehicleId') ?? before!.vehicleId,
      state: after('state') ?? before!.state,
      start: period?.[0] ?? before!.start,
      end: period?.[1] ?? before!.end,
    };
    this.moments.set(subjectId, [...(this.moments.get(subjectId) ?? []), now]);
    if (!HOLDING.includes(now.state)) return;
    for (const [other, moments] of this.moments) {
      const held = moments.at(-1)!;
      const clash = held.vehicleId === now.vehicleId && held.start < now.end && now.start < held.end;
      if (other !== subjectId && clash && HOLDING.includes(held.state))
        this.overlaps.push(`${id}: ${subjectId} × ${other}`);
    }
  }
}
