import type { MigrationInterface, QueryRunner } from 'typeorm';

/** BK-14 */
export class BookingsCreateWaitingList1795401120000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
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
        created_at timestamptz NOT NULL
      );
      CREATE INDEX waiting_entries_of_user ON bookings.waiting_entries (user_id, id);
      CREATE INDEX waiting_entries_in_line ON bookings.waiting_entries (created_at, id) WHERE state = 'waiting';
      CREATE INDEX waiting_entries_offered ON bookings.waiting_entries (offered_vehicle_id) WHERE state = 'offered';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE bookings.waiting_entries');
  }
}
