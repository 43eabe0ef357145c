import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People choose whom to take along by name alone: the words that staff search by would tell addresses and numbers. Who waits is counted often. */
export class IdentitySearchNames1795988039166 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE identity.directory
        ADD COLUMN name_search text NOT NULL GENERATED ALWAYS AS (platform.search_key(name)) STORED;
      CREATE INDEX directory_name_search ON identity.directory USING gin (name_search gin_trgm_ops);
      CREATE INDEX directory_pending ON identity.directory (branch_id) WHERE state = 'pending'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX identity.directory_pending;
      ALTER TABLE identity.directory DROP COLUMN name_search`);
  }
}
