import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FleetKeepPhotos1795989912000 implements MigrationInterface {
  /** Told when it is undone: its way up dropped this for good. */
  readonly thrownAway = 'the addresses of photos (fleet.vehicles.photo_url)';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE fleet.vehicles DROP COLUMN photo_url, ADD COLUMN photo_id uuid;
      CREATE TABLE fleet.vehicle_photos (
        vehicle_id uuid PRIMARY KEY CONSTRAINT vehicle_photos_vehicle REFERENCES fleet.vehicles (id) ON DELETE CASCADE,
        id uuid NOT NULL,
        image bytea NOT NULL
      );
      -- WebP is compressed already.
      ALTER TABLE fleet.vehicle_photos ALTER COLUMN image SET STORAGE EXTERNAL;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE fleet.vehicle_photos;
      ALTER TABLE fleet.vehicles DROP COLUMN photo_id,
        ADD COLUMN photo_url text CHECK (photo_url LIKE 'https://%');
    `);
  }
}
