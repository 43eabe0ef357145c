import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BookingsIndexLists1795397000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Lists of every branch, in the order of all lists.
      CREATE INDEX bookings_by_start ON bookings.bookings (lower(period), id);
      DROP INDEX bookings.bookings_by_reason;
      CREATE INDEX bookings_by_reason ON bookings.bookings (reason_id, lower(period), id);
      -- Most bookings are confirmed or completed: an index of those would only slow writes down.
      CREATE INDEX bookings_by_rare_state ON bookings.bookings (state, lower(period), id)
        WHERE state NOT IN ('confirmed', 'completed');
      CREATE INDEX bookings_returned_early ON bookings.bookings (lower(period), id) WHERE booked_end IS NOT NULL;
      CREATE INDEX bookings_odometer ON bookings.bookings (vehicle_id, odometer, returned_at) WHERE odometer IS NOT NULL;
      CREATE INDEX bookings_read ON bookings.bookings (branch_id, returned_at) WHERE odometer IS NOT NULL;

      -- When a calendar's entry was last revised, whoever revised it.
      ALTER TABLE bookings.bookings ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now();
      UPDATE bookings.bookings SET changed_at = greatest(created_at, cancelled_at);
      CREATE FUNCTION bookings.note_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          NEW.changed_at := now();
          RETURN NEW;
        END $$;
      CREATE TRIGGER bookings_changed BEFORE UPDATE ON bookings.bookings
        FOR EACH ROW EXECUTE FUNCTION bookings.note_change();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER bookings_changed ON bookings.bookings;
      DROP FUNCTION bookings.note_change();
      ALTER TABLE bookings.bookings DROP COLUMN changed_at;
      DROP INDEX bookings.bookings_by_start, bookings.bookings_by_reason, bookings.bookings_by_rare_state,
        bookings.bookings_returned_early, bookings.bookings_odometer, bookings.bookings_read;
      CREATE INDEX bookings_by_reason ON bookings.bookings (reason_id);
    `);
  }
}
