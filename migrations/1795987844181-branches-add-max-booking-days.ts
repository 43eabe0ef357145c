import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BranchesAddMaxBookingDays1795987844181 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE branches.organisation
        ADD COLUMN max_booking_days int NOT NULL DEFAULT 366 CHECK (max_booking_days BETWEEN 1 AND 1827);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE branches.organisation DROP COLUMN max_booking_days');
  }
}
