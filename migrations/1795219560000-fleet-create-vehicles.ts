import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FleetCreateVehicles1795219560000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE SCHEMA fleet;
      CREATE TABLE fleet.vehicles (
        id uuid PRIMARY KEY,
        branch_id uuid NOT NULL CONSTRAINT vehicles_branch REFERENCES branches.branches (id),
        name text NOT NULL,
        registration text NOT NULL,
        kind text NOT NULL,
        make text,
        model text,
        seats int NOT NULL CHECK (seats >= 1),
        transmission text,
        fuel text,
        odometer int,
        group_ids uuid[] NOT NULL,
        approval_flow_id uuid CONSTRAINT vehicles_approval_flow REFERENCES approvals.flows (id),
        state text NOT NULL CHECK (state IN ('active', 'disabled', 'archived')),
        version int NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX vehicles_registration ON fleet.vehicles (upper(registration)) WHERE state <> 'archived';
      CREATE INDEX vehicles_list ON fleet.vehicles (name, id);
      CREATE INDEX vehicles_branch_list ON fleet.vehicles (branch_id, name, id);
      CREATE INDEX vehicles_flow ON fleet.vehicles (approval_flow_id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP SCHEMA fleet CASCADE');
  }
}
