import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * AP-12: a series is one request with its occurrences. Requests that are open now, one for each booking of a series, stay what
 * they are, requests of single bookings: their approvers have mails with links about them, and each is decided as it was asked.
 */
export class ApprovalsAddOccurrences1795403000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE approvals.requests
        ADD COLUMN series_id uuid,
        ADD COLUMN occurrence_count int NOT NULL DEFAULT 1,
        ADD COLUMN waiting_count int NOT NULL DEFAULT 1;
      UPDATE approvals.requests SET waiting_count = 0 WHERE state <> 'pending';
      COMMENT ON COLUMN approvals.requests.booking_id IS 'Of a series the next that waits, or was the last to; so with its time.';

      CREATE TABLE approvals.occurrences (
        id uuid PRIMARY KEY,
        request_id uuid NOT NULL REFERENCES approvals.requests (id),
        booking_id uuid NOT NULL,
        period tstzrange NOT NULL,
        state text NOT NULL CHECK (state IN ('pending', 'approved', 'declined', 'withdrawn', 'lapsed')),
        reasons text[] NOT NULL,
        lapses_at timestamptz NOT NULL,
        reminders_at timestamptz[] NOT NULL,
        decided_by uuid,
        decided_for uuid,
        decided_at timestamptz,
        note text,
        CHECK ((state IN ('approved', 'declined')) = (decided_by IS NOT NULL))
      );
      CREATE UNIQUE INDEX occurrences_one_pending ON approvals.occurrences (booking_id) WHERE state = 'pending';
      CREATE INDEX occurrences_booking ON approvals.occurrences (booking_id);
      CREATE INDEX occurrences_request ON approvals.occurrences (request_id, lower(period), id);
      CREATE INDEX occurrences_by_decider ON approvals.occurrences (decided_by);
    `);
  }

  /** Every occurrence becomes the request of a single booking; the one that the request shows keeps it, with its links. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      INSERT INTO approvals.requests
        (id, booking_id, flow_id, vehicle_id, branch_id, booker_id, originator_id, period, state, reasons,
         require_second_person, steps, step, step_role_id, excluded, decided_by, decided_for, decided_at, note,
         lapses_at, escalates_at, reminders_at, stranded_at, version, created_at)
      SELECT o.id, o.booking_id, r.flow_id, r.vehicle_id, r.branch_id, r.booker_id, r.originator_id, o.period, o.state, o.reasons,
             r.require_second_person, r.steps, r.step, r.step_role_id, r.excluded, o.decided_by, o.decided_for, o.decided_at,
             o.note, o.lapses_at, r.escalates_at, o.reminders_at, r.stranded_at, 1, r.created_at
        FROM approvals.occurrences o JOIN approvals.requests r ON r.id = o.request_id
       WHERE o.booking_id <> r.booking_id;
      UPDATE approvals.requests r
         SET state = o.state, reasons = o.reasons, decided_by = o.decided_by, decided_for = o.decided_for,
             decided_at = o.decided_at, note = o.note
        FROM approvals.occurrences o
       WHERE o.request_id = r.id AND o.booking_id = r.booking_id;
      DROP TABLE approvals.occurrences;
      ALTER TABLE approvals.requests
        DROP COLUMN series_id, DROP COLUMN occurrence_count, DROP COLUMN waiting_count;
    `);
    await queryRunner.query('COMMENT ON COLUMN approvals.requests.booking_id IS NULL');
  }
}
