import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NotificationsCreateSchema1796036880000 implements MigrationInterface {
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
        kind text NOT NULL DEFAULT 'security',
        calendar jsonb,
        doubts int NOT NULL DEFAULT 0,
        queued_at timestamptz NOT NULL DEFAULT now(),
        -- RP-13: what an email is about, so that staff of its reader's branch do not read about another one.
        about_reader boolean NOT NULL DEFAULT false,
        branch_id uuid,
        CONSTRAINT mails_once UNIQUE (event_id, template, user_id),
        CONSTRAINT mails_sent_at CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
        CONSTRAINT mails_secret_erased CHECK (state = 'queued' OR sealed_secret IS NULL),
        CONSTRAINT mails_about CHECK (NOT about_reader OR branch_id IS NULL)
      );
      CREATE INDEX mails_due ON notifications.mails (due_at) WHERE state = 'queued';
      CREATE INDEX mails_user ON notifications.mails (user_id, id);
      CREATE INDEX mails_not_sent ON notifications.mails (state, id) WHERE state <> 'sent';
      CREATE INDEX mails_template ON notifications.mails (template, id);
      CREATE INDEX mails_created_at ON notifications.mails (created_at, id);
      -- Few emails fail, and they are counted every few seconds for each admin whose console is open.
      CREATE INDEX mails_failed ON notifications.mails (user_id) WHERE state = 'failed';
      COMMENT ON COLUMN notifications.mails.model IS 'What the template says, as it was when the event happened.';
      COMMENT ON COLUMN notifications.mails.due_at IS
        'When the next attempt may begin. An attempt moves it a minute ahead: a lease, so that nobody else begins one.';
      COMMENT ON COLUMN notifications.mails.doubts IS
        'Attempts that may have reached the reader although no answer came. Counted before the end of a mail is sent.';
      COMMENT ON COLUMN notifications.mails.about_reader IS 'Whether it is about nothing but its reader, as mails about accounts.';
      COMMENT ON COLUMN notifications.mails.branch_id IS
        'The branch that any other is about; null where there is none, or several: whoever reaches every branch sees it.';

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

      CREATE TABLE notifications.webhooks (
        id uuid PRIMARY KEY,
        url text NOT NULL,
        events text[] NOT NULL,
        sealed_secret text NOT NULL,
        created_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        state text NOT NULL CHECK (state IN ('active', 'disabled')),
        version int NOT NULL
      );

      CREATE TABLE notifications.webhook_deliveries (
        id uuid PRIMARY KEY,
        webhook_id uuid NOT NULL REFERENCES notifications.webhooks ON DELETE CASCADE,
        event_id uuid NOT NULL,
        event_type text NOT NULL,
        body text NOT NULL,
        state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'dead')),
        attempts int NOT NULL DEFAULT 0,
        tries int NOT NULL DEFAULT 0,
        status int,
        duration_ms int,
        error text,
        due_at timestamptz NOT NULL DEFAULT now(),
        held_until timestamptz NOT NULL DEFAULT '-infinity',
        created_at timestamptz NOT NULL DEFAULT now(),
        attempted_at timestamptz,
        CONSTRAINT webhook_deliveries_once UNIQUE (webhook_id, event_id)
      );
      CREATE INDEX webhook_deliveries_due ON notifications.webhook_deliveries (webhook_id, due_at) WHERE state = 'pending';
      CREATE INDEX webhook_deliveries_log ON notifications.webhook_deliveries (webhook_id, id);
      CREATE INDEX webhook_deliveries_created_at ON notifications.webhook_deliveries (created_at);
      COMMENT ON COLUMN notifications.webhook_deliveries.tries IS
        'Attempts since it was last asked for: a redelivery begins with none, and attempts counts on.';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP SCHEMA notifications CASCADE');
  }
}
