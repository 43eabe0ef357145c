import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NotificationsCreateWebhooks1795400120000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE notifications.webhooks (
        id uuid PRIMARY KEY,
        url text NOT NULL,
        events text[] NOT NULL,
        sealed_secret text NOT NULL,
        created_by uuid NOT NULL,
        created_at timestamptz NOT NULL
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
    await queryRunner.query('DROP TABLE notifications.webhook_deliveries, notifications.webhooks');
  }
}
