import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FleetCreateSchema1796036700000 implements MigrationInterface {
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
        created_at timestamptz NOT NULL,
        -- Checked at the commit, so that the refusal that counts the vehicles comes first.
        location_id uuid
          CONSTRAINT vehicles_location REFERENCES branches.locations (id) DEFERRABLE INITIALLY DEFERRED,
        accessory_ids uuid[] NOT NULL DEFAULT '{}',
        -- The migration of the bookings, which own the policies, adds the foreign key.
        policy_id uuid,
        notes text,
        -- Vehicles are found by name, make, model and registration, the last also without its spaces and dashes.
        search text NOT NULL GENERATED ALWAYS AS (
          platform.search_key(name || ' ' || registration || ' ' || coalesce(make, '') || ' ' || coalesce(model, ''))
          || ' ' || platform.plate_key(registration)) STORED,
        photo_id uuid,
        sort_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (platform.sort_key(name::text)) STORED
      );
      CREATE UNIQUE INDEX vehicles_registration ON fleet.vehicles (platform.plate_key(registration))
        WHERE state <> 'archived';
      CREATE INDEX vehicles_list ON fleet.vehicles (sort_key, id);
      CREATE INDEX vehicles_branch_list ON fleet.vehicles (branch_id, sort_key, id);
      CREATE INDEX vehicles_flow ON fleet.vehicles (approval_flow_id);
      CREATE INDEX vehicles_location_id ON fleet.vehicles (location_id);
      CREATE INDEX vehicles_policy_id ON fleet.vehicles (policy_id);
      CREATE INDEX vehicles_accessories ON fleet.vehicles USING gin (accessory_ids);
      CREATE INDEX vehicles_groups ON fleet.vehicles USING gin (group_ids);
      CREATE INDEX vehicles_search ON fleet.vehicles USING gin (search gin_trgm_ops);
      -- Every search form asks which kinds there are; this index answers without reading a vehicle.
      CREATE INDEX vehicles_kinds ON fleet.vehicles (platform.name_key(kind), kind, branch_id) WHERE state <> 'archived';

      CREATE TABLE fleet.vehicle_photos (
        vehicle_id uuid PRIMARY KEY CONSTRAINT vehicle_photos_vehicle REFERENCES fleet.vehicles (id) ON DELETE CASCADE,
        id uuid NOT NULL,
        image bytea NOT NULL
      );
      -- WebP is compressed already.
      ALTER TABLE fleet.vehicle_photos ALTER COLUMN image SET STORAGE EXTERNAL;

      -- BR-5: a vehicle is out of service for a while. This holds the vehicle as a booking does.
      CREATE TABLE fleet.unavailability (
        id uuid PRIMARY KEY,
        vehicle_id uuid NOT NULL CONSTRAINT unavailability_vehicle REFERENCES fleet.vehicles (id),
        period tstzrange NOT NULL CHECK (lower_inc(period) AND NOT upper_inc(period) AND NOT isempty(period)),
        note text NOT NULL,
        created_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT unavailability_never_overlap EXCLUDE USING gist (vehicle_id WITH =, period WITH &&)
      );
      CREATE INDEX unavailability_list ON fleet.unavailability (vehicle_id, lower(period), id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP SCHEMA fleet CASCADE');
  }
}
