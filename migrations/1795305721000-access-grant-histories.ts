import type { MigrationInterface, QueryRunner } from 'typeorm';

const ROLES = ['branch_admin', 'multibranch_admin', 'organisation_admin'];

/** ID-16: who may look into people's histories by default. */
export class AccessGrantHistories1795305721000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `UPDATE access.roles SET permissions = permissions || '{users.read_histories}'
        WHERE key = ANY ($1) AND NOT 'users.read_histories' = ANY (permissions)`,
      [ROLES],
    );
    await queryRunner.query('UPDATE access.grants_version SET version = version + 1');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`UPDATE access.roles SET permissions = array_remove(permissions, 'users.read_histories')`);
    await queryRunner.query('UPDATE access.grants_version SET version = version + 1');
  }
}
