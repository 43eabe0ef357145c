import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PlatformCreateLimits1795305723000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE platform.limits (
        key bytea PRIMARY KEY,
        taken int NOT NULL,
        most int NOT NULL,
        window_seconds int NOT NULL,
        unpaused int NOT NULL,
        longest_pause int NOT NULL,
        window_ends_at timestamptz NOT NULL,
        free_at timestamptz NOT NULL
      );
      CREATE INDEX limits_window ON platform.limits (window_ends_at);

      COMMENT ON COLUMN platform.limits.key IS 'A keyed digest of who or what is counted: it tells nobody an address.';
      COMMENT ON COLUMN platform.limits.free_at IS 'Nothing is taken before: the pause that the last take has earned.';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE platform.limits');
  }
}
