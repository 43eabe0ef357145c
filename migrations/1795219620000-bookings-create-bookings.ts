import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BookingsCreateBookings1795219620000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE SCHEMA bookings;
      CREATE TABLE bookings.reasons (
        id uuid PRIMARY KEY,
        key text CONSTRAINT reasons_key UNIQUE,
        name text NOT NULL CONSTRAINT reasons_name UNIQUE,
        category text NOT NULL CHECK (category IN ('business', 'personal', 'maintenance')),
        state text NOT NULL CHECK (state IN ('active', 'disabled')),
        created_at timestamptz NOT NULL DEFAULT now()
      );
      INSERT INTO bookings.reasons (id, key, name, category, state) VALUES
        ('01980000-0000-7000-8000-000000000201', 'business', 'Business', 'business', 'active'),
        ('01980000-0000-7000-8000-000000000202', 'personal', 'Personal', 'personal', 'active'),
        ('01980000-0000-7000-8000-000000000203', 'maintenance', 'Maintenance', 'maintenance', 'active');

      CREATE TABLE bookings.bookings (
        id uuid PRIMARY KEY,
        vehicle_id uuid NOT NULL CONSTRAINT bookings_vehicle REFERENCES fleet.vehicles (id),
        branch_id uuid NOT NULL,
        booker_id uuid NOT NULL,
        originator_id uuid NOT NULL,
        period tstzrange NOT NULL CHECK (lower_inc(period) AND NOT upper_inc(period) AND NOT isempty(period)),
        state text NOT NULL CHECK (state IN ('pending', 'confirmed', 'in_use', 'completed', 'declined', 'lapsed',
                                             'cancelled', 'no_show')),
        reason_id uuid NOT NULL CONSTRAINT bookings_reason REFERENCES bookings.reasons (id),
        destination text,
        passenger_ids uuid[] NOT NULL,
        whole_vehicle boolean NOT NULL,
        cost_centre text,
        notes text,
        approval jsonb,
        cancelled_by uuid,
        cancelled_at timestamptz,
        cancellation_reason text,
        version int NOT NULL,
        created_at timestamptz NOT NULL,
        -- BK-3: whatever the code above it does, two bookings that hold a vehicle never overlap.
        CONSTRAINT bookings_never_overlap EXCLUDE USING gist (vehicle_id WITH =, period WITH &&)
          WHERE (state IN ('pending', 'confirmed', 'in_use'))
      );
      CREATE INDEX bookings_by_booker ON bookings.bookings (booker_id, lower(period), id);
      CREATE INDEX bookings_by_originator ON bookings.bookings (originator_id, lower(period), id);
      CREATE INDEX bookings_by_branch ON bookings.bookings (branch_id, lower(period), id);
      CREATE INDEX bookings_by_vehicle ON bookings.bookings (vehicle_id, lower(period), id);
      CREATE INDEX bookings_by_passenger ON bookings.bookings USING gin (passenger_ids);
      CREATE INDEX bookings_by_branch_period ON bookings.bookings USING gist (branch_id, period);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP SCHEMA bookings CASCADE');
  }
}
