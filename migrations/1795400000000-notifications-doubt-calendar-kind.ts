import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NotificationsDoubtCalendarKind1795400000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE notifications.mails
        ADD COLUMN kind text NOT NULL DEFAULT 'security',
        ADD COLUMN calendar jsonb,
        ADD COLUMN doubts int NOT NULL DEFAULT 0,
        ADD COLUMN queued_at timestamptz NOT NULL DEFAULT now();
      UPDATE notifications.mails SET queued_at = created_at;
      COMMENT ON COLUMN notifications.mails.doubts IS
        'Attempts that may have reached the reader although no answer came. Counted before the end of a mail is sent.';

      CREATE INDEX mails_not_sent ON notifications.mails (state, id) WHERE state <> 'sent';
      CREATE INDEX mails_template ON notifications.mails (template, id);
      CREATE INDEX mails_created_at ON notifications.mails (created_at, id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX notifications.mails_not_sent, notifications.mails_template, notifications.mails_created_at;
      ALTER TABLE notifications.mails
        DROP COLUMN kind, DROP COLUMN calendar, DROP COLUMN doubts, DROP COLUMN queued_at;
    `);
  }
}
