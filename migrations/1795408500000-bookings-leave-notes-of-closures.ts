import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * BR-5, ID-17: a closure whose note alone is changed holds nothing more than it did. Looked up all the same at the commit,
 * its vehicle's lock would be taken behind those of rows, and so the wrong way round.
 */
export class BookingsLeaveNotesOfClosures1795408500000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER refuse_over_bookings ON fleet.unavailability;
      CREATE CONSTRAINT TRIGGER refuse_over_bookings AFTER INSERT OR UPDATE OF vehicle_id, period ON fleet.unavailability
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION bookings.refuse_unavailability_over();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER refuse_over_bookings ON fleet.unavailability;
      CREATE CONSTRAINT TRIGGER refuse_over_bookings AFTER INSERT OR UPDATE ON fleet.unavailability
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION bookings.refuse_unavailability_over();
    `);
  }
}
