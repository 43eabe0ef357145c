import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Vehicles are found by name, make, model and registration, the last also without its spaces and dashes. */
export class FleetAddSearch1795987380000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE fleet.vehicles ADD COLUMN search text NOT NULL GENERATED ALWAYS AS (
        platform.search_key(name || ' ' || registration || ' ' || coalesce(make, '') || ' ' || coalesce(model, ''))
        || ' ' || platform.plate_key(registration)) STORED;
      CREATE INDEX vehicles_search ON fleet.vehicles USING gin (search gin_trgm_ops)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE fleet.vehicles DROP COLUMN search');
  }
}
