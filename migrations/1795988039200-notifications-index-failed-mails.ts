import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Failed mails are few among all and are counted every few seconds, for each admin whose console is open. */
export class NotificationsIndexFailedMails1795988039200 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE INDEX mails_failed ON notifications.mails (user_id) WHERE state = 'failed'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX notifications.mails_failed');
  }
}
