/** A file that `src` does not have. Each method of it breaks what its name says, and the last three break nothing. */
const text = `
import type { Database } from '../platform/database/database.js';
import type { DirectWrites } from '../platform/database/direct-writes.js';
import { Where } from '../bookings/use-cases/lists/where.js';

interface Wish { readonly seats?: number; readonly colour?: string }

export class Broken {
  constructor(
    private readonly database: Database,
    private readonly writes: DirectWrites,
  ) {}

  column(id: string) {
    return this.database.query<{ id: string }>('SELECT id, colour_of_paint FROM fleet.vehicles WHERE id = $1', [id]);
  }
  table() {
    return this.database.query<{ id: string }>('SELECT id FROM fleet.boats');
  }
  name(id: string) {
    return this.database.one<{ plate: string }>('SELECT registration FROM fleet.vehicles WHERE id = $1', [id]);
  }
  type(id: string) {
    return this.database.one<{ seats: string }>('SELECT seats FROM fleet.vehicles WHERE id = $1', [id]);
  }
  count() {
    return this.database.one<{ count: number }>('SELECT count(*) AS count FROM fleet.vehicles');
  }
  nothing(id: string) {
    return this.database.one<{ make: string }>('SELECT make FROM fleet.vehicles WHERE id = $1', [id]);
  }
  joined(id: string) {
    return this.database.one<{ flow: string }>(
      'SELECT f.name AS flow FROM fleet.vehicles v LEFT JOIN approvals.flows f ON f.id = v.approval_flow_id WHERE v.id = $1',
      [id],
    );
  }
  document(id: string) {
    return this.database.one<{ changes: { at: Date }[] }>('SELECT changes FROM platform.audit_entries WHERE id = $1', [id]);
  }
  missing(id: string) {
    return this.database.query<{ id: string }>('SELECT id FROM fleet.vehicles WHERE id = $1 AND seats > $2', [id]);
  }
  parameter(seats: boolean) {
    return this.database.query<{ id: string }>('SELECT id FROM fleet.vehicles WHERE seats = $1', [seats]);
  }
  filter({ seats, colour }: Wish) {
    const where = new Where();
    where.andIf(seats, (p) => \`v.seats >= \${p}\`);
    where.andIf(colour, (p) => \`v.colour = \${p}\`);
    where.and('TRUE');
    return this.database.query<{ id: string }>(\`SELECT v.id FROM fleet.vehicles v WHERE \${where.sql}\`, where.values);
  }
  unknown(condition: string) {
    return this.database.query<{ id: string }>(\`SELECT id FROM fleet.vehicles WHERE \${condition}\`);
  }
  inserts() {
    return this.database.query('INSERT INTO platform.handled_events (event_id, listener) VALUES (gen_random_uuid(), 1)');
  }
  updates(id: string) {
    return this.database.one<{ id: string }>('UPDATE fleet.vehicles SET seats = 9 WHERE id = $1 RETURNING id', [id]);
  }
  deletes(id: string) {
    return this.database.queryPlanned<{ count: string }>(
      'WITH gone AS (DELETE FROM fleet.vehicles WHERE id = $1 RETURNING 1) SELECT count(*) AS count FROM gone',
      [id],
    );
  }
  locks(id: string) {
    return this.database.query<{ id: string }>('SELECT id FROM fleet.vehicles WHERE id = $1 FOR UPDATE', [id]);
  }
  locksByFunction() {
    return this.database.query('SELECT pg_advisory_xact_lock(1)');
  }
  holds(id: string) {
    return this.database.hold<{ id: string }>('SELECT id FROM fleet.vehicles WHERE id = $1', [id]);
  }
  holdsAndDeletes(id: string) {
    return this.database.hold<{ id: string }>(
      'WITH kept AS (SELECT id FROM fleet.vehicles WHERE id = $1 FOR UPDATE) DELETE FROM fleet.vehicles v USING kept WHERE v.id = kept.id RETURNING v.id',
      [id],
    );
  }
  reads(id: string) {
    return this.writes.write<{ id: string }>('SELECT id FROM fleet.vehicles WHERE id = $1', [id]);
  }
  finelyHeld(id: string) {
    return this.database.hold<{ id: string }>('SELECT id FROM fleet.vehicles WHERE id = $1 FOR KEY SHARE', [id]);
  }
  finelyWritten(id: string) {
    return this.writes.write('DELETE FROM fleet.vehicles WHERE id = $1', [id]);
  }
  fine(id: string) {
    return this.database.query<{ id: string; make: string | null; at: Date }>(
      'SELECT id, make, created_at AS at FROM fleet.vehicles WHERE id = $1',
      [id],
    );
  }
}
`;

export const SCRATCH = {
  path: 'scratch/broken.queries.ts',
  text,
  findings: [
    'column "colour_of_paint" does not exist',
    'relation "fleet.boats" does not exist',
    'plate is not in the result',
    'seats is claimed string, and it is number',
    'count is claimed number, and it is string',
    'make is claimed string, and it can be null',
    'flow is claimed string, and it can be null',
    'changes is claimed { at: Date; }[], and it is json',
    '1 values for 2 parameters',
    '$1 is number, and boolean is passed',
    'column v.colour does not exist',
    'Database only reads: cannot execute INSERT in a read-only transaction',
    'Database only reads: cannot execute UPDATE in a read-only transaction',
    'Database only reads: cannot execute SELECT in a read-only transaction',
    'Database only reads: cannot execute SELECT FOR UPDATE in a read-only transaction',
    'Database only reads: calls pg_advisory_xact_lock',
    'Database.hold is for a SELECT that locks rows',
    'DirectWrites is for a statement that writes',
  ],
};
