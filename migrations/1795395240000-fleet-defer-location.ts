import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FleetDeferLocation1795395240000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // Looked at with COMMIT: the refusal that counts the vehicles comes first.
    await queryRunner.query(
      'ALTER TABLE fleet.vehicles ALTER CONSTRAINT vehicles_location DEFERRABLE INITIALLY DEFERRED',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE fleet.vehicles ALTER CONSTRAINT vehicles_location NOT DEFERRABLE');
  }
}
