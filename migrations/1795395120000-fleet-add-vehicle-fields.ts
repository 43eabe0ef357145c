import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FleetAddVehicleFields1795395120000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE fleet.vehicles
        ADD COLUMN location_id uuid CONSTRAINT vehicles_location REFERENCES branches.locations (id),
        ADD COLUMN accessory_ids uuid[] NOT NULL DEFAULT '{}',
        -- The policies are of the bookings, whose migration adds the foreign key.
        ADD COLUMN policy_id uuid,
        ADD COLUMN photo_url text CHECK (photo_url LIKE 'https://%'),
        ADD COLUMN notes text;
      CREATE INDEX vehicles_location_id ON fleet.vehicles (location_id);
      CREATE INDEX vehicles_policy_id ON fleet.vehicles (policy_id);
      CREATE INDEX vehicles_accessories ON fleet.vehicles USING gin (accessory_ids);
      CREATE INDEX vehicles_groups ON fleet.vehicles USING gin (group_ids);

      -- BR-5: a vehicle is out of service for a while. It holds the vehicle as a booking does.
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
    await queryRunner.query(`
      DROP TABLE fleet.unavailability;
      DROP INDEX fleet.vehicles_groups;
      ALTER TABLE fleet.vehicles
        DROP COLUMN location_id, DROP COLUMN accessory_ids, DROP COLUMN policy_id, DROP COLUMN photo_url,
        DROP COLUMN notes;
    `);
  }
}
