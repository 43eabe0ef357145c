import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BranchesCreateAgreements1795305782000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE branches.agreements (
        id uuid PRIMARY KEY,
        version int NOT NULL CONSTRAINT agreements_version UNIQUE CHECK (version > 0),
        text text NOT NULL,
        published_by uuid NOT NULL,
        published_at timestamptz NOT NULL
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE branches.agreements');
  }
}
