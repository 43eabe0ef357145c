import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A vehicle's policy exists, and is not deleted as long as a vehicle carries it. */
export class FleetPoliciesAreThere1795396060000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE fleet.vehicles ADD CONSTRAINT vehicles_policy
        FOREIGN KEY (policy_id) REFERENCES bookings.policies (id)
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE fleet.vehicles DROP CONSTRAINT vehicles_policy');
  }
}
