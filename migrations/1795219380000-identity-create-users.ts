import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdentityCreateUsers1795219380000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE SCHEMA identity;

      CREATE TABLE identity.users (
        id uuid PRIMARY KEY,
        email citext NOT NULL CONSTRAINT users_email_key UNIQUE CHECK (length(email) <= 254),
        name text NOT NULL,
        phone text,
        reference text,
        state text NOT NULL
          CHECK (state IN ('unconfirmed', 'pending', 'verified', 'rejected', 'suspended', 'contact', 'deleted')),
        can_sign_in boolean NOT NULL,
        password_hash text,
        branch_id uuid CONSTRAINT users_branch REFERENCES branches.branches,
        group_ids uuid[] NOT NULL,
        -- [{ "roleId": …, "branchIds": […] | null }]
        roles jsonb NOT NULL,
        email_confirmed_at timestamptz,
        verified_at timestamptz,
        verified_by uuid,
        rejected_at timestamptz,
        rejection_reason text,
        suspended_at timestamptz,
        deleted_at timestamptz,
        version int NOT NULL,
        created_at timestamptz NOT NULL,
        role_ids jsonb NOT NULL GENERATED ALWAYS AS (jsonb_path_query_array(roles, '$[*].roleId')) STORED,
        search text NOT NULL GENERATED ALWAYS AS
          (lower(name || ' ' || email::text || ' ' || coalesce(phone, '') || ' ' || coalesce(reference, ''))) STORED
      );
      CREATE INDEX users_by_name ON identity.users (name, id);
      CREATE INDEX users_by_branch ON identity.users (branch_id, name, id);
      CREATE INDEX users_by_role ON identity.users USING gin (role_ids);
      CREATE INDEX users_by_group ON identity.users USING gin (group_ids);
      CREATE INDEX users_search ON identity.users USING gin (search gin_trgm_ops);

      CREATE TABLE identity.mailed_links (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES identity.users,
        kind text NOT NULL CHECK (kind IN ('verification', 'invitation')),
        token_hash bytea NOT NULL CONSTRAINT mailed_links_token UNIQUE,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        voided_at timestamptz,
        created_at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX mailed_links_one_live ON identity.mailed_links (user_id, kind)
        WHERE used_at IS NULL AND voided_at IS NULL;

      CREATE TABLE identity.sessions (
        id uuid PRIMARY KEY,
        token_hash bytea NOT NULL CONSTRAINT sessions_token UNIQUE,
        user_id uuid NOT NULL REFERENCES identity.users,
        remembered boolean NOT NULL,
        address text,
        device text,
        created_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        ended_at timestamptz
      );
      CREATE INDEX sessions_by_user ON identity.sessions (user_id, created_at);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP SCHEMA identity CASCADE');
  }
}
