import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NotificationsEditWebhooks1795996801000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE notifications.webhooks
        ADD COLUMN state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'disabled')),
        ADD COLUMN version int NOT NULL DEFAULT 1;
      ALTER TABLE notifications.webhooks ALTER COLUMN state DROP DEFAULT, ALTER COLUMN version DROP DEFAULT;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE notifications.webhooks DROP COLUMN state, DROP COLUMN version');
  }
}
