import type { MigrationInterface, QueryRunner } from 'typeorm';

/** BK-1, BK-5, BK-6, BK-10, BK-11: limits, reasons that are edited, and what becomes of a booking on its way. */
export class BookingsPoliciesAndUse1795396000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE bookings.policies (
        id uuid PRIMARY KEY,
        name text NOT NULL CONSTRAINT policies_name UNIQUE,
        limits jsonb NOT NULL,
        version int NOT NULL,
        created_at timestamptz NOT NULL
      );
      ALTER TABLE bookings.reasons ADD COLUMN version int NOT NULL DEFAULT 1;
      ALTER TABLE bookings.bookings
        ADD COLUMN custom_fields jsonb NOT NULL DEFAULT '{}',
        ADD COLUMN policy_override jsonb,
        ADD COLUMN checked_out_at timestamptz,
        ADD COLUMN returned_at timestamptz,
        ADD COLUMN odometer int CHECK (odometer >= 0),
        ADD COLUMN return_notes text,
        -- The end that was booked, where the vehicle came back earlier and the period was cut there.
        ADD COLUMN booked_end timestamptz;
      CREATE INDEX bookings_by_reason ON bookings.bookings (reason_id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX bookings.bookings_by_reason;
      ALTER TABLE bookings.bookings
        DROP COLUMN custom_fields, DROP COLUMN policy_override, DROP COLUMN checked_out_at, DROP COLUMN returned_at,
        DROP COLUMN odometer, DROP COLUMN return_notes, DROP COLUMN booked_end;
      ALTER TABLE bookings.reasons DROP COLUMN version;
      DROP TABLE bookings.policies;
    `);
  }
}
