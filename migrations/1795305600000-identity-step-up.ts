import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdentityStepUp1795305600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE identity.sessions ADD COLUMN IF NOT EXISTS stepped_up_at timestamptz');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE identity.sessions DROP COLUMN IF EXISTS stepped_up_at');
  }
}
