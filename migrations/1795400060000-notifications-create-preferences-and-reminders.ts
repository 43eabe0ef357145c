import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NotificationsCreatePreferencesAndReminders1795400060000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE notifications.preferences (
        id uuid PRIMARY KEY REFERENCES identity.users ON DELETE CASCADE,
        unwanted text[] NOT NULL DEFAULT '{}'
      );
      COMMENT ON COLUMN notifications.preferences.id IS 'The person whose they are.';

      CREATE TABLE notifications.reminders (
        booking_id uuid NOT NULL REFERENCES bookings.bookings ON DELETE CASCADE,
        starts_at timestamptz NOT NULL,
        event_id uuid NOT NULL,
        PRIMARY KEY (booking_id, starts_at)
      );
      COMMENT ON TABLE notifications.reminders IS
        'Of which bookings, as they stood, somebody was reminded. A booking that is moved is another one to be reminded of.';
      CREATE INDEX bookings_confirmed_start ON bookings.bookings (lower(period)) WHERE state = 'confirmed';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX bookings.bookings_confirmed_start;
      DROP TABLE notifications.reminders, notifications.preferences;
    `);
  }
}
