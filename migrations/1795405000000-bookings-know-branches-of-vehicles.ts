import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BookingsKnowBranchesOfVehicles1795405000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- A vehicle's bookings are of one branch, or of few. Without knowing it, PostgreSQL expects as many groups of the two as
      -- there are pairs, and counts a report's bookings in one process where it could in several.
      CREATE STATISTICS bookings.bookings_vehicle_branch (ndistinct) ON vehicle_id, branch_id FROM bookings.bookings;
      ANALYZE bookings.bookings;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP STATISTICS bookings.bookings_vehicle_branch');
  }
}
