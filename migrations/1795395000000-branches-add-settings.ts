import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BranchesAddSettings1795395000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE branches.organisation
        ADD COLUMN custom_fields jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN availability_order jsonb NOT NULL DEFAULT '{"primary": "name", "thenBy": null}',
        ADD COLUMN no_show_minutes int CHECK (no_show_minutes > 0);
      ALTER TABLE branches.branches ADD COLUMN welcome_message text NOT NULL DEFAULT '';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE branches.branches DROP COLUMN welcome_message;
      ALTER TABLE branches.organisation
        DROP COLUMN custom_fields, DROP COLUMN availability_order, DROP COLUMN no_show_minutes;
    `);
  }
}
