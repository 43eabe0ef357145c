import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PlatformAddLocales1795997794000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE branches.organisation ADD COLUMN locale text NOT NULL DEFAULT 'en-NZ';
      ALTER TABLE identity.users ADD COLUMN locale text;

      COMMENT ON COLUMN branches.organisation.locale IS 'How dates, times and numbers are written, as a BCP 47 tag.';
      COMMENT ON COLUMN identity.users.locale IS 'The same for one person; null: as in the organisation.';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE branches.organisation DROP COLUMN locale;
      ALTER TABLE identity.users DROP COLUMN locale;
    `);
  }
}
