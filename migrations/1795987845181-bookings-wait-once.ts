import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BookingsWaitOnce1795987845181 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Whoever stands in line several times for the same keeps the first place.
      DO $$
      DECLARE entry bookings.waiting_entries;
      BEGIN
        FOR entry IN SELECT * FROM bookings.waiting_entries WHERE state IN ('waiting', 'offered') ORDER BY created_at, id LOOP
          UPDATE bookings.waiting_entries SET state = 'withdrawn', version = version + 1
           WHERE id = entry.id AND EXISTS (
             SELECT FROM bookings.waiting_entries earlier
              WHERE earlier.user_id = entry.user_id AND earlier.state IN ('waiting', 'offered')
                AND coalesce(earlier.vehicle_id, earlier.branch_id) = coalesce(entry.vehicle_id, entry.branch_id)
                AND earlier.period && entry.period
                AND (earlier.created_at, earlier.id) < (entry.created_at, entry.id));
        END LOOP;
      END $$;
      -- The same thing is one vehicle, or any vehicle of one branch.
      ALTER TABLE bookings.waiting_entries ADD CONSTRAINT waiting_entries_once
        EXCLUDE USING gist (user_id WITH =, coalesce(vehicle_id, branch_id) WITH =, period WITH &&)
        WHERE (state IN ('waiting', 'offered'));
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE bookings.waiting_entries DROP CONSTRAINT waiting_entries_once');
  }
}
