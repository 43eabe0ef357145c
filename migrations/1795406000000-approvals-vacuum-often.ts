import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What waits is counted from the index `requests_waiting_in_branch` alone (AP-6), for as long as most of the table is known to
 * hold nothing that a transaction could still see otherwise. By itself PostgreSQL looks after that when a fifth of the table
 * has changed: after years that is tens of thousands of requests, and a count reads a page for each that waits.
 */
export class ApprovalsVacuumOften1795406000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE approvals.requests SET (
        autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
        autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 2000)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE approvals.requests RESET (
        autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold,
        autovacuum_vacuum_insert_scale_factor, autovacuum_vacuum_insert_threshold)`);
  }
}
