import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Some stored answers held a client's or a webhook's secret, and digests of bodies with a password were not keyed. Keys
 * are kept for a day only: a request that is repeated across this update may be done again.
 */
export class PlatformForgetIdempotencyKeys1795986151000 implements MigrationInterface {
  /** Told when it is undone: its way up dropped this for good. */
  readonly thrownAway = 'answers kept for an Idempotency-Key';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM platform.idempotency_keys');
  }

  /** The version before this one would not recognise the digests of this one. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM platform.idempotency_keys');
  }
}
