import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdentityBindChallengesToLinks1795393000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- A ceremony may belong to a mailed link, too: whoever follows it makes a passkey instead of a password.
      ALTER TABLE identity.webauthn_challenges
        ADD COLUMN link_id uuid REFERENCES identity.mailed_links ON DELETE CASCADE,
        DROP CONSTRAINT webauthn_challenges_check,
        ADD CONSTRAINT webauthn_challenges_holder CHECK (
          num_nonnulls(session_id, link_id, browser_hash) = 1 AND (purpose = 'register' OR link_id IS NULL)
          AND (purpose = 'assert' OR browser_hash IS NULL));
      CREATE INDEX webauthn_challenges_by_link ON identity.webauthn_challenges (link_id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DELETE FROM identity.webauthn_challenges WHERE link_id IS NOT NULL;
      ALTER TABLE identity.webauthn_challenges
        DROP COLUMN link_id,
        ADD CONSTRAINT webauthn_challenges_check
          CHECK (session_id IS NOT NULL OR (purpose = 'assert' AND browser_hash IS NOT NULL));
    `);
  }
}
