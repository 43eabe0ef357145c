import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdentityCreateSso1795402000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE identity.sso_links (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES identity.users ON DELETE CASCADE,
        issuer text NOT NULL,
        subject text NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT sso_links_subject UNIQUE (issuer, subject),
        CONSTRAINT sso_links_user UNIQUE (user_id, issuer)
      );

      -- Sign-ins that are under way at the provider. Ids are hashes; what must be read again is sealed.
      CREATE TABLE identity.sso_flows (
        state_hash bytea PRIMARY KEY,
        browser_hash bytea NOT NULL,
        sealed text NOT NULL,
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX sso_flows_expiring ON identity.sso_flows (expires_at);

      -- When the provider asked for proof, where that was before the session began.
      ALTER TABLE identity.sessions ADD COLUMN authenticated_at timestamptz;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE identity.sessions DROP COLUMN authenticated_at;
      DROP TABLE identity.sso_flows, identity.sso_links;
    `);
  }
}
