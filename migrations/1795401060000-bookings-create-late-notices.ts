import type { MigrationInterface, QueryRunner } from 'typeorm';

/** BK-13: whom the next booker was told of, for which start, so that nobody is told twice. */
export class BookingsCreateLateNotices1795401060000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE bookings.late_notices (
        id uuid PRIMARY KEY,
        booking_id uuid NOT NULL REFERENCES bookings.bookings (id),
        starts_at timestamptz NOT NULL,
        given_at timestamptz NOT NULL,
        CONSTRAINT late_notices_once UNIQUE (booking_id, starts_at)
      );
      -- BK-12, BK-13: what is out, and what has begun or is about to.
      CREATE INDEX bookings_out ON bookings.bookings (vehicle_id) WHERE state = 'in_use';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX bookings.bookings_out;
      DROP TABLE bookings.late_notices;
    `);
  }
}
