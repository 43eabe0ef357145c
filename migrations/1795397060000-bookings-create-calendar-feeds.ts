import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BookingsCreateCalendarFeeds1795397060000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE bookings.calendar_feeds (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT calendar_feeds_user UNIQUE REFERENCES identity.users (id),
        secret_hash bytea CONSTRAINT calendar_feeds_secret UNIQUE,
        renewed_at timestamptz NOT NULL,
        version int NOT NULL,
        created_at timestamptz NOT NULL
      );
      COMMENT ON COLUMN bookings.calendar_feeds.secret_hash IS 'SHA-256 of the secret; null where it was revoked.';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE bookings.calendar_feeds');
  }
}
