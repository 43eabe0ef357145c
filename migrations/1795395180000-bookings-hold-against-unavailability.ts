import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BookingsHoldAgainstUnavailability1795395180000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- BR-5, BK-3: an exclusion constraint spans one table, so what holds a vehicle in the other is looked up here, under
      -- the lock that the code takes first ('vehicle:' and the id): of two at once the second sees what the first did.
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
      -- Deferred, so that the refusal that names the bookings comes first.
      CREATE CONSTRAINT TRIGGER refuse_over_bookings AFTER INSERT OR UPDATE ON fleet.unavailability
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION bookings.refuse_unavailability_over();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER refuse_over_bookings ON fleet.unavailability;
      DROP FUNCTION bookings.refuse_unavailability_over;
      DROP TRIGGER refuse_over_unavailability_when_moved ON bookings.bookings;
      DROP TRIGGER refuse_over_unavailability_when_made ON bookings.bookings;
      DROP FUNCTION bookings.refuse_over_unavailability;
    `);
  }
}
