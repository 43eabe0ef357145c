import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The kinds that there are, to choose from: every search form asks for them, and no vehicle is read for it. */
export class FleetIndexKinds1795996800000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE INDEX vehicles_kinds ON fleet.vehicles (platform.name_key(kind), kind, branch_id) WHERE state <> 'archived'`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX fleet.vehicles_kinds');
  }
}
