import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NotificationsCreateMails1795219800000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE SCHEMA notifications;

      CREATE TABLE notifications.mails (
        id uuid PRIMARY KEY,
        event_id uuid NOT NULL,
        template text NOT NULL,
        user_id uuid NOT NULL,
        to_address text NOT NULL,
        to_name text,
        subject text NOT NULL,
        model jsonb NOT NULL,
        sealed_secret text,
        message_id text NOT NULL CONSTRAINT mails_message_id UNIQUE,
        state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'failed')),
        attempts int NOT NULL DEFAULT 0,
        last_error text,
        due_at timestamptz NOT NULL DEFAULT now(),
        created_at timestamptz NOT NULL DEFAULT now(),
        sent_at timestamptz,
        CONSTRAINT mails_once UNIQUE (event_id, template, user_id),
        CONSTRAINT mails_sent_at CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
        CONSTRAINT mails_secret_erased CHECK (state = 'queued' OR sealed_secret IS NULL)
      );
      CREATE INDEX mails_due ON notifications.mails (due_at) WHERE state = 'queued';
      CREATE INDEX mails_user ON notifications.mails (user_id, id);

      COMMENT ON COLUMN notifications.mails.due_at IS
        'When the next attempt may begin. An attempt moves it a minute ahead: a lease, so that nobody else begins one.';
      COMMENT ON COLUMN notifications.mails.model IS 'What the template says, as it was when the event happened.';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP SCHEMA notifications CASCADE');
  }
}
