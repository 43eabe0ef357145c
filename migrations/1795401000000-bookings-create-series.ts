import type { MigrationInterface, QueryRunner } from 'typeorm';

/** BK-9: bookings that were made by one rule. What they are about is in the bookings themselves. */
export class BookingsCreateSeries1795401000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE bookings.series (
        id uuid PRIMARY KEY,
        vehicle_id uuid NOT NULL CONSTRAINT series_vehicle REFERENCES fleet.vehicles (id),
        branch_id uuid NOT NULL,
        booker_id uuid NOT NULL,
        originator_id uuid NOT NULL,
        period tstzrange NOT NULL,
        rrule text NOT NULL,
        time_zone text NOT NULL,
        changed_at timestamptz NOT NULL,
        version int NOT NULL,
        created_at timestamptz NOT NULL
      );
      COMMENT ON COLUMN bookings.series.period IS 'Of the first booking, as it was wished.';
      ALTER TABLE bookings.bookings
        ADD COLUMN series_id uuid CONSTRAINT bookings_series REFERENCES bookings.series (id);
      CREATE INDEX bookings_by_series ON bookings.bookings (series_id, lower(period)) WHERE series_id IS NOT NULL;
      CREATE INDEX series_by_vehicle ON bookings.series (vehicle_id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE bookings.bookings DROP COLUMN series_id;
      DROP TABLE bookings.series;
    `);
  }
}
