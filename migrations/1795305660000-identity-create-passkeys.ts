import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdentityCreatePasskeys1795305660000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE identity.users
        ADD COLUMN passkey_handle bytea NOT NULL DEFAULT gen_random_bytes(32) CONSTRAINT users_passkey_handle UNIQUE;
      COMMENT ON COLUMN identity.users.passkey_handle IS
        'What authenticators know the user by (WebAuthn user.id): random, so that it tells nothing of anybody.';

      CREATE TABLE identity.passkeys (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES identity.users ON DELETE CASCADE,
        credential_id bytea NOT NULL CONSTRAINT passkeys_credential UNIQUE
          CHECK (length(credential_id) BETWEEN 1 AND 1023),
        public_key bytea NOT NULL,
        counter bigint NOT NULL CHECK (counter >= 0),
        transports text[] NOT NULL,
        backup_eligible boolean NOT NULL,
        backed_up boolean NOT NULL CHECK (backup_eligible OR NOT backed_up),
        name text NOT NULL,
        created_at timestamptz NOT NULL,
        last_used_at timestamptz
      );
      CREATE INDEX passkeys_by_user ON identity.passkeys (user_id, id);

      -- Which passkey a session was begun with: the session ends when the passkey is removed.
      ALTER TABLE identity.sessions
        ADD COLUMN passkey_id uuid CONSTRAINT sessions_passkey REFERENCES identity.passkeys ON DELETE SET NULL;
      CREATE INDEX sessions_by_passkey ON identity.sessions (passkey_id) WHERE passkey_id IS NOT NULL;

      -- A ceremony that has begun. A row is deleted by the ceremony that it serves, and so serves one. It belongs to a
      -- session or, where nobody is signed in, to a browser that carries a cookie.
      CREATE TABLE identity.webauthn_challenges (
        challenge_hash bytea PRIMARY KEY,
        purpose text NOT NULL CHECK (purpose IN ('register', 'assert')),
        session_id uuid REFERENCES identity.sessions ON DELETE CASCADE,
        browser_hash bytea,
        expires_at timestamptz NOT NULL,
        CHECK (session_id IS NOT NULL OR (purpose = 'assert' AND browser_hash IS NOT NULL))
      );
      CREATE INDEX webauthn_challenges_by_expiry ON identity.webauthn_challenges (expires_at);
      CREATE INDEX webauthn_challenges_by_session ON identity.webauthn_challenges (session_id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE identity.webauthn_challenges;
      ALTER TABLE identity.sessions DROP COLUMN passkey_id;
      DROP TABLE identity.passkeys;
      ALTER TABLE identity.users DROP COLUMN passkey_handle;
    `);
  }
}
