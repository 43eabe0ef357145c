import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BookingsCreateSchema1796036760000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE SCHEMA bookings');
    await createReasonsAndPolicies(queryRunner);
    await createBookings(queryRunner);
    await holdAgainstUnavailability(queryRunner);
    await createWhatGoesWithBookings(queryRunner);
  }

  /** The foreign key and the trigger on tables of the fleet go with what they refer to. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP SCHEMA bookings CASCADE');
  }
}

async function createReasonsAndPolicies(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
      CREATE TABLE bookings.reasons (
        id uuid PRIMARY KEY,
        key text CONSTRAINT reasons_key UNIQUE,
        name text NOT NULL,
        category text NOT NULL CHECK (category IN ('business', 'personal', 'maintenance')),
        state text NOT NULL CHECK (state IN ('active', 'disabled')),
        created_at timestamptz NOT NULL DEFAULT now(),
        version int NOT NULL DEFAULT 1,
        sort_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (platform.sort_key(name::text)) STORED
      );
      CREATE UNIQUE INDEX reasons_name ON bookings.reasons (platform.name_key(name));
      INSERT INTO bookings.reasons (id, key, name, category, state) VALUES
        ('01980000-0000-7000-8000-000000000201', 'business', 'Business', 'business', 'active'),
        ('01980000-0000-7000-8000-000000000202', 'personal', 'Personal', 'personal', 'active'),
        ('01980000-0000-7000-8000-000000000203', 'maintenance', 'Maintenance', 'maintenance', 'active');

      CREATE TABLE bookings.policies (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        limits jsonb NOT NULL,
        version int NOT NULL,
        created_at timestamptz NOT NULL,
        sort_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (platform.sort_key(name::text)) STORED
      );
      CREATE UNIQUE INDEX policies_name ON bookings.policies (platform.name_key(name));
      ALTER TABLE fleet.vehicles ADD CONSTRAINT vehicles_policy FOREIGN KEY (policy_id) REFERENCES bookings.policies (id)`);
}

async function createBookings(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
      -- BK-9: bookings that were made by one rule. What they are about is in the bookings themselves.
      CREATE TABLE bookings.series (
        id uuid PRIMARY KEY,
        vehicle_id uuid NOT NULL CONSTRAINT series_vehicle REFERENCES fleet.vehicles (id),
        branch_id uuid NOT NULL,
        booker_id uuid NOT NULL,
        originator_id uuid NOT NULL,
        period tstzrange NOT NULL,
        rrule text NOT NULL,
        time_zone text NOT NULL,
        changed_at timestamptz NOT NULL,
        version int NOT NULL,
        created_at timestamptz NOT NULL
      );
      COMMENT ON COLUMN bookings.series.period IS 'Of the first booking, as it was wished.';
      CREATE INDEX series_by_vehicle ON bookings.series (vehicle_id);

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
        custom_fields jsonb NOT NULL DEFAULT '{}',
        policy_override jsonb,
        checked_out_at timestamptz,
        returned_at timestamptz,
        odometer int CHECK (odometer >= 0),
        return_notes text,
        -- The end that was booked, if the vehicle came back earlier and the period was shortened.
        booked_end timestamptz,
        -- When the entry in a calendar was last revised, whoever revised it.
        changed_at timestamptz NOT NULL DEFAULT now(),
        series_id uuid CONSTRAINT bookings_series REFERENCES bookings.series (id),
        -- BK-3: two bookings that hold a vehicle never overlap, whatever the code above does.
        CONSTRAINT bookings_never_overlap EXCLUDE USING gist (vehicle_id WITH =, period WITH &&)
          WHERE (state IN ('pending', 'confirmed', 'in_use'))
      );
      CREATE INDEX bookings_by_booker ON bookings.bookings (booker_id, lower(period), id);
      CREATE INDEX bookings_by_originator ON bookings.bookings (originator_id, lower(period), id);
      CREATE INDEX bookings_by_branch ON bookings.bookings (branch_id, lower(period), id);
      CREATE INDEX bookings_by_vehicle ON bookings.bookings (vehicle_id, lower(period), id);
      CREATE INDEX bookings_by_passenger ON bookings.bookings USING gin (passenger_ids);
      CREATE INDEX bookings_by_branch_period ON bookings.bookings USING gist (branch_id, period);
      CREATE INDEX bookings_by_reason ON bookings.bookings (reason_id, lower(period), id);
      CREATE INDEX bookings_by_series ON bookings.bookings (series_id, lower(period)) WHERE series_id IS NOT NULL;
      -- Lists of every branch, in the order of all lists.
      CREATE INDEX bookings_by_start ON bookings.bookings (lower(period), id);
      -- Most bookings are confirmed or completed: an index of those would only slow writes down.
      CREATE INDEX bookings_by_rare_state ON bookings.bookings (state, lower(period), id)
        WHERE state NOT IN ('confirmed', 'completed');
      CREATE INDEX bookings_returned_early ON bookings.bookings (lower(period), id) WHERE booked_end IS NOT NULL;
      CREATE INDEX bookings_odometer ON bookings.bookings (vehicle_id, odometer, returned_at) WHERE odometer IS NOT NULL;
      CREATE INDEX bookings_read ON bookings.bookings (branch_id, returned_at) WHERE odometer IS NOT NULL;
      -- BK-12, BK-13: vehicles that are out, and bookings that have begun or are about to.
      CREATE INDEX bookings_out ON bookings.bookings (vehicle_id) WHERE state = 'in_use';
      CREATE INDEX bookings_confirmed_start ON bookings.bookings (lower(period)) WHERE state = 'confirmed';
      -- A vehicle's bookings belong to one branch, or to few. Without this, PostgreSQL expects as many groups of the two
      -- as there are pairs, and counts a report's bookings in one process although several could do it.
      CREATE STATISTICS bookings.bookings_vehicle_branch (ndistinct) ON vehicle_id, branch_id FROM bookings.bookings;

      CREATE FUNCTION bookings.note_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          NEW.changed_at := now();
          RETURN NEW;
        END $$;
      CREATE TRIGGER bookings_changed BEFORE UPDATE ON bookings.bookings
        FOR EACH ROW EXECUTE FUNCTION bookings.note_change()`);
}

/**
 * BR-5, BK-3: an exclusion constraint spans one table, so triggers look up what holds a vehicle in the other one, under the
 * lock that the code takes first ('vehicle:' and the id): of two at once the second sees what the first did.
 */
async function holdAgainstUnavailability(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
      CREATE FUNCTION bookings.refuse_over_unavailability() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtextextended('vehicle:' || NEW.vehicle_id, 0));
        IF EXISTS (SELECT FROM fleet.unavailability u WHERE u.vehicle_id = NEW.vehicle_id AND u.period && NEW.period) THEN
          RAISE EXCEPTION 'the vehicle is unavailable then'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'bookings_over_unavailability';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER refuse_over_unavailability_when_made AFTER INSERT ON bookings.bookings
        FOR EACH ROW WHEN (NEW.state IN ('pending', 'confirmed', 'in_use'))
        EXECUTE FUNCTION bookings.refuse_over_unavailability();
      -- A booking that is only confirmed, checked out or ended holds nothing more than it did.
      CREATE TRIGGER refuse_over_unavailability_when_moved AFTER UPDATE OF vehicle_id, period, state ON bookings.bookings
        FOR EACH ROW WHEN (NEW.state IN ('pending', 'confirmed', 'in_use') AND (
          OLD.state NOT IN ('pending', 'confirmed', 'in_use')
          OR OLD.vehicle_id <> NEW.vehicle_id OR NOT NEW.period <@ OLD.period))
        EXECUTE FUNCTION bookings.refuse_over_unavailability();

      CREATE FUNCTION bookings.refuse_unavailability_over() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtextextended('vehicle:' || NEW.vehicle_id, 0));
        IF EXISTS (SELECT FROM bookings.bookings b WHERE b.vehicle_id = NEW.vehicle_id AND b.period && NEW.period
                      AND b.state IN ('pending', 'confirmed', 'in_use')) THEN
          RAISE EXCEPTION 'the vehicle is booked then'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'unavailability_over_bookings';
        END IF;
        RETURN NULL;
      END $$;
      -- Deferred, so that the refusal that names the bookings comes first. A change of the note alone (ID-17) is left out:
      -- it holds nothing more, and at the commit it would lock the vehicle after the rows, which is the wrong order.
      CREATE CONSTRAINT TRIGGER refuse_over_bookings AFTER INSERT OR UPDATE OF vehicle_id, period ON fleet.unavailability
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION bookings.refuse_unavailability_over()`);
}

async function createWhatGoesWithBookings(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
      CREATE TABLE bookings.calendar_feeds (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT calendar_feeds_user UNIQUE REFERENCES identity.users (id),
        secret_hash bytea CONSTRAINT calendar_feeds_secret UNIQUE,
        renewed_at timestamptz NOT NULL,
        version int NOT NULL,
        created_at timestamptz NOT NULL
      );
      COMMENT ON COLUMN bookings.calendar_feeds.secret_hash IS 'SHA-256 of the secret; null where it was revoked.';

      -- BK-13: which bookers were warned that their vehicle is late, for which start, so that nobody is warned twice.
      CREATE TABLE bookings.late_notices (
        id uuid PRIMARY KEY,
        booking_id uuid NOT NULL REFERENCES bookings.bookings (id),
        starts_at timestamptz NOT NULL,
        given_at timestamptz NOT NULL,
        CONSTRAINT late_notices_once UNIQUE (booking_id, starts_at)
      );

      -- BK-14
      CREATE TABLE bookings.waiting_entries (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES identity.users (id),
        branch_id uuid NOT NULL,
        -- null: any vehicle of the branch.
        vehicle_id uuid REFERENCES fleet.vehicles (id),
        period tstzrange NOT NULL,
        seats int NOT NULL CHECK (seats > 0),
        state text NOT NULL CHECK (state IN ('waiting', 'offered', 'accepted', 'lapsed', 'withdrawn')),
        offered_vehicle_id uuid REFERENCES fleet.vehicles (id),
        offer_ends_at timestamptz,
        booking_id uuid REFERENCES bookings.bookings (id),
        version int NOT NULL,
        created_at timestamptz NOT NULL,
        -- Nobody waits twice for the same: for one vehicle, or for any vehicle of one branch.
        CONSTRAINT waiting_entries_once
          EXCLUDE USING gist (user_id WITH =, coalesce(vehicle_id, branch_id) WITH =, period WITH &&)
          WHERE (state IN ('waiting', 'offered'))
      );
      CREATE INDEX waiting_entries_of_user ON bookings.waiting_entries (user_id, id);
      CREATE INDEX waiting_entries_in_line ON bookings.waiting_entries (created_at, id) WHERE state = 'waiting';
      CREATE INDEX waiting_entries_offered ON bookings.waiting_entries (offered_vehicle_id) WHERE state = 'offered'`);
}
