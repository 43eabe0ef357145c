import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ApprovalsCreateFlowsAndRequests1795219500000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE SCHEMA approvals;
      CREATE TABLE approvals.flows (
        id uuid PRIMARY KEY,
        name text NOT NULL CONSTRAINT flows_name UNIQUE,
        conditions jsonb NOT NULL,
        require_second_person boolean NOT NULL,
        version int NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE TABLE approvals.requests (
        id uuid PRIMARY KEY,
        booking_id uuid NOT NULL,
        flow_id uuid NOT NULL,
        vehicle_id uuid NOT NULL,
        branch_id uuid NOT NULL,
        booker_id uuid NOT NULL,
        originator_id uuid NOT NULL,
        period tstzrange NOT NULL,
        state text NOT NULL CHECK (state IN ('pending', 'approved', 'declined', 'withdrawn', 'lapsed')),
        reasons text[] NOT NULL,
        require_second_person boolean NOT NULL,
        decided_by uuid,
        decided_at timestamptz,
        note text,
        version int NOT NULL,
        created_at timestamptz NOT NULL,
        CHECK ((state IN ('approved', 'declined')) = (decided_by IS NOT NULL))
      );
      CREATE UNIQUE INDEX requests_one_pending ON approvals.requests (booking_id) WHERE state = 'pending';
      CREATE INDEX requests_booking ON approvals.requests (booking_id);
      CREATE INDEX requests_queue ON approvals.requests (branch_id, state, lower(period), id);
      CREATE INDEX requests_by_start ON approvals.requests (state, lower(period), id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP SCHEMA approvals CASCADE');
  }
}
