import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OpenidCreateSchema1796036820000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE SCHEMA openid;

      CREATE TABLE openid.clients (
        id uuid PRIMARY KEY,
        client_id text NOT NULL CONSTRAINT clients_client_id UNIQUE,
        name text NOT NULL,
        type text NOT NULL CHECK (type IN ('public', 'confidential')),
        secret_hash bytea CHECK ((secret_hash IS NOT NULL) = (type = 'confidential')),
        redirect_uris text[] NOT NULL,
        post_logout_redirect_uris text[] NOT NULL,
        backchannel_logout_uri text,
        role_keys text[] NOT NULL,
        group_ids uuid[] NOT NULL,
        first_party boolean NOT NULL,
        pkce_required boolean NOT NULL CHECK (pkce_required OR type = 'confidential'),
        service_account_id uuid REFERENCES identity.users CHECK (service_account_id IS NULL OR type = 'confidential'),
        state text NOT NULL CHECK (state IN ('active', 'disabled')),
        version int NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX clients_by_service_account ON openid.clients (service_account_id)
        WHERE service_account_id IS NOT NULL;

      -- What a person allowed a client to know. A consent that is withdrawn stays as a record.
      CREATE TABLE openid.consents (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES identity.users,
        client_id uuid NOT NULL REFERENCES openid.clients ON DELETE CASCADE,
        scopes text[] NOT NULL,
        given_at timestamptz NOT NULL,
        withdrawn_at timestamptz
      );
      CREATE UNIQUE INDEX consents_in_force ON openid.consents (user_id, client_id) WHERE withdrawn_at IS NULL;
      CREATE INDEX consents_by_client ON openid.consents (client_id);

      -- Codes, tokens, grants, interactions and the provider's side of sessions. Their ids are stored as hashes and their
      -- contents are sealed: reading the table gives nobody anything that works.
      CREATE TABLE openid.artifacts (
        key_hash bytea PRIMARY KEY,
        kind text NOT NULL,
        grant_hash bytea,
        user_id uuid REFERENCES identity.users ON DELETE CASCADE,
        client_id text REFERENCES openid.clients (client_id) ON DELETE CASCADE,
        session_id uuid REFERENCES identity.sessions ON DELETE CASCADE,
        payload text NOT NULL,
        consumed_at timestamptz,
        answer text,
        expires_at timestamptz NOT NULL,
        begun_in uuid REFERENCES identity.sessions ON DELETE CASCADE
      );
      COMMENT ON COLUMN openid.artifacts.answer IS
        'Of a refresh token that was just exchanged: what it was exchanged for, sealed, for a second tab.';
      COMMENT ON COLUMN openid.artifacts.begun_in IS
        'The session that it was given in, also where it outlasts that session''s idle time (offline_access).';
      CREATE INDEX artifacts_by_grant ON openid.artifacts (grant_hash) WHERE grant_hash IS NOT NULL;
      CREATE INDEX artifacts_by_user ON openid.artifacts (user_id) WHERE user_id IS NOT NULL;
      CREATE INDEX artifacts_by_client ON openid.artifacts (client_id) WHERE client_id IS NOT NULL;
      CREATE INDEX artifacts_by_session ON openid.artifacts (session_id) WHERE session_id IS NOT NULL;
      CREATE INDEX artifacts_by_begun_in ON openid.artifacts (begun_in) WHERE begun_in IS NOT NULL;
      CREATE INDEX artifacts_by_expiry ON openid.artifacts (expires_at);
      CREATE INDEX artifacts_by_answer ON openid.artifacts (consumed_at) WHERE answer IS NOT NULL;

      -- The last statement of every change that is made with an access token. The token's row is locked, so that whoever
      -- revokes it waits until the change is committed.
      CREATE FUNCTION openid.ensure_token(token bytea) RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM FROM openid.artifacts WHERE key_hash = token FOR KEY SHARE;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'the token has ended' USING ERRCODE = 'check_violation', CONSTRAINT = 'artifacts_acting';
        END IF;
      END $$;

      CREATE TABLE openid.signing_keys (
        kid text PRIMARY KEY,
        sealed_jwk text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        signs_from timestamptz NOT NULL
      );

      -- Back-channel logouts that are still to be told.
      CREATE TABLE openid.logouts (
        id uuid PRIMARY KEY,
        client_id text NOT NULL REFERENCES openid.clients (client_id) ON DELETE CASCADE,
        user_id uuid NOT NULL,
        sid text NOT NULL,
        attempts int NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL DEFAULT now(),
        last_error text,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX logouts_by_due ON openid.logouts (due_at);
      CREATE INDEX logouts_by_client ON openid.logouts (client_id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP SCHEMA openid CASCADE');
  }
}
