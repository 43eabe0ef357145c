import type { MigrationInterface, QueryRunner } from 'typeorm';

/** RP-4: an organisation switches on the sets of built-in roles that it uses; both, until it says otherwise. */
export class BranchesAddRoleSets1795394060000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE branches.organisation
        ADD role_sets text[] NOT NULL DEFAULT '{fleet,flight_school}'
          CHECK (role_sets <> '{}' AND role_sets <@ '{fleet,flight_school}')`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE branches.organisation DROP role_sets');
  }
}
