import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdentityCreateAgreementAcceptances1795305784000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE identity.agreement_acceptances (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES identity.users,
        version int NOT NULL REFERENCES branches.agreements (version),
        accepted_at timestamptz NOT NULL,
        CONSTRAINT agreement_acceptances_once UNIQUE (user_id, version)
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE identity.agreement_acceptances');
  }
}
