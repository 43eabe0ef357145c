import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdentityCreateSchema1796036580000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE SCHEMA identity');
    await createUsers(queryRunner);
    await createSessions(queryRunner);
    await createSignIns(queryRunner);
    await queryRunner.query(DIRECTORY);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP SCHEMA identity CASCADE');
  }
}

async function createUsers(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
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
        passkey_handle bytea NOT NULL DEFAULT gen_random_bytes(32) CONSTRAINT users_passkey_handle UNIQUE,
        locale text
      );
      CREATE INDEX users_by_role ON identity.users USING gin (role_ids);
      CREATE INDEX users_by_group ON identity.users USING gin (group_ids);
      COMMENT ON COLUMN identity.users.passkey_handle IS
        'What authenticators know the user by (WebAuthn user.id): random, so that it tells nothing of anybody.';
      COMMENT ON COLUMN identity.users.locale IS 'The same for one person; null: as in the organisation.';

      CREATE TABLE identity.agreement_acceptances (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES identity.users,
        version int NOT NULL REFERENCES branches.agreements (version),
        accepted_at timestamptz NOT NULL,
        CONSTRAINT agreement_acceptances_once UNIQUE (user_id, version)
      );

      CREATE TABLE identity.mailed_links (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES identity.users,
        kind text NOT NULL
          CHECK (kind IN ('verification', 'invitation', 'reset', 'email_change', 'email_undo', 'review')),
        token_hash bytea NOT NULL CONSTRAINT mailed_links_token UNIQUE,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        voided_at timestamptz,
        created_at timestamptz NOT NULL,
        new_email citext CHECK (length(new_email) <= 254),
        session_id uuid,
        CONSTRAINT mailed_links_new_email CHECK ((kind IN ('email_change', 'email_undo')) = (new_email IS NOT NULL))
      );
      -- After several changes of the address, each of the old addresses can undo its own.
      CREATE UNIQUE INDEX mailed_links_one_live ON identity.mailed_links (user_id, kind)
        WHERE used_at IS NULL AND voided_at IS NULL AND kind <> 'email_undo';
      CREATE INDEX mailed_links_user ON identity.mailed_links (user_id);
      COMMENT ON COLUMN identity.mailed_links.new_email IS
        'For email_change and email_undo: the address that the link was mailed to.';
      COMMENT ON COLUMN identity.mailed_links.session_id IS
        'For email_change: the session that asked for it, the only one that outlives the change.'`);
}

async function createSessions(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
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
        ended_at timestamptz,
        stepped_up_at timestamptz,
        -- The passkey that the session was begun with: the session ends when the passkey is removed.
        passkey_id uuid CONSTRAINT sessions_passkey REFERENCES identity.passkeys ON DELETE SET NULL,
        -- When the provider of single sign-on asked for proof, if that was before the session began.
        authenticated_at timestamptz
      );
      CREATE INDEX sessions_by_user ON identity.sessions (user_id, created_at);
      CREATE INDEX sessions_by_passkey ON identity.sessions (passkey_id) WHERE passkey_id IS NOT NULL;

      -- The last statement of every change that somebody makes with a session (ID-15). The row is locked, so that the
      -- session cannot end between this and the commit; whoever ends it changes the row.
      CREATE FUNCTION identity.ensure_acting(session uuid, step_up boolean, step_up_minutes int) RETURNS void
      LANGUAGE plpgsql AS $$
      DECLARE
        shown timestamptz;
      BEGIN
        SELECT greatest(coalesce(s.authenticated_at, s.created_at), s.stepped_up_at) INTO shown
          FROM identity.sessions s WHERE s.id = session AND s.ended_at IS NULL FOR SHARE;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'the session has ended' USING ERRCODE = 'check_violation', CONSTRAINT = 'sessions_acting';
        END IF;
        IF step_up AND shown <= now() - make_interval(mins => step_up_minutes) THEN
          RAISE EXCEPTION 'the session is not fresh' USING ERRCODE = 'check_violation', CONSTRAINT = 'sessions_fresh';
        END IF;
      END $$`);
}

async function createSignIns(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
      CREATE TABLE identity.sign_ins (
        id uuid PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT now(),
        user_id uuid REFERENCES identity.users ON DELETE SET NULL,
        method text NOT NULL CHECK (method IN ('password', 'passkey', 'sso')),
        outcome text NOT NULL,
        address text,
        device text,
        count int NOT NULL DEFAULT 1 CHECK (count > 0),
        last_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX sign_ins_by_user ON identity.sign_ins (user_id, id);
      CREATE INDEX sign_ins_known_addresses ON identity.sign_ins (user_id, address) WHERE outcome = 'ok';
      CREATE INDEX sign_ins_at ON identity.sign_ins (at);
      CREATE INDEX sign_ins_repeats ON identity.sign_ins (coalesce(address, ''), at) WHERE outcome <> 'ok';
      COMMENT ON COLUMN identity.sign_ins.user_id IS
        'NULL where the address given is nobody''s; it is not kept, for it may be a password in the wrong field.';
      COMMENT ON COLUMN identity.sign_ins.count IS
        'How many attempts of one kind and address the line stands for, from at to last_at.';

      -- A passkey ceremony that has begun. The ceremony deletes its row, so that a row serves one ceremony only. It
      -- belongs to a session, to a mailed link (a passkey is made instead of a password) or, while nobody is signed in,
      -- to a browser that carries a cookie.
      CREATE TABLE identity.webauthn_challenges (
        challenge_hash bytea PRIMARY KEY,
        purpose text NOT NULL CHECK (purpose IN ('register', 'assert')),
        session_id uuid REFERENCES identity.sessions ON DELETE CASCADE,
        browser_hash bytea,
        expires_at timestamptz NOT NULL,
        link_id uuid REFERENCES identity.mailed_links ON DELETE CASCADE,
        CONSTRAINT webauthn_challenges_holder CHECK (
          num_nonnulls(session_id, link_id, browser_hash) = 1 AND (purpose = 'register' OR link_id IS NULL)
          AND (purpose = 'assert' OR browser_hash IS NULL))
      );
      CREATE INDEX webauthn_challenges_by_expiry ON identity.webauthn_challenges (expires_at);
      CREATE INDEX webauthn_challenges_by_session ON identity.webauthn_challenges (session_id);
      CREATE INDEX webauthn_challenges_by_link ON identity.webauthn_challenges (link_id);

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
      CREATE INDEX sso_flows_expiring ON identity.sso_flows (expires_at)`);
}

/**
 * ID-19: what searches and filters of the list of people read, apart from the people: half as many pages, so that a word
 * that thousands share is found in half the time. A trigger keeps it in step with `identity.users`, whoever writes there.
 * People are found without regard to accents, apostrophes and punctuation, and by the digits of their number alone.
 */
const DIRECTORY = `
  CREATE TABLE identity.directory (
    user_id uuid PRIMARY KEY REFERENCES identity.users ON DELETE CASCADE,
    branch_id uuid,
    state text NOT NULL,
    name text NOT NULL,
    search text NOT NULL,
    role_ids uuid[] NOT NULL,
    group_ids uuid[] NOT NULL,
    -- Passengers are chosen by name alone: what staff search by would tell a person's address and number.
    name_search text NOT NULL GENERATED ALWAYS AS (platform.search_key(name)) STORED
  );
  CREATE INDEX directory_by_name ON identity.directory (name, user_id);
  CREATE INDEX directory_by_branch ON identity.directory (branch_id, name, user_id);
  CREATE INDEX directory_by_role ON identity.directory USING gin (role_ids);
  CREATE INDEX directory_by_group ON identity.directory USING gin (group_ids);
  CREATE INDEX directory_search ON identity.directory USING gin (search gin_trgm_ops);
  CREATE INDEX directory_name_search ON identity.directory USING gin (name_search gin_trgm_ops);
  -- People who wait for approval are counted often.
  CREATE INDEX directory_pending ON identity.directory (branch_id) WHERE state = 'pending';

      CREATE FUNCTION identity.searched(name text, email text, phone text, reference text)
        RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT platform.search_key(name || ' ' || email || ' ' || coalesce(phone, '') || ' ' || coalesce(reference, ''))
               || coalesce(' ' || platform.phone_digits(phone), '')
      $$;
  CREATE FUNCTION identity.list_in_directory() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO identity.directory (user_id, branch_id, state, name, search, role_ids, group_ids)
      VALUES (NEW.id, NEW.branch_id, NEW.state, NEW.name, identity.searched(NEW.name, NEW.email::text, NEW.phone, NEW.reference),
              ARRAY(SELECT jsonb_array_elements_text(NEW.role_ids)::uuid), NEW.group_ids)
      ON CONFLICT (user_id) DO UPDATE
        SET branch_id = excluded.branch_id, state = excluded.state, name = excluded.name, search = excluded.search,
            role_ids = excluded.role_ids, group_ids = excluded.group_ids;
      RETURN NULL;
    END $$;
  CREATE TRIGGER users_listed AFTER INSERT OR UPDATE OF name, email, phone, reference, state, branch_id, group_ids, roles
    ON identity.users FOR EACH ROW EXECUTE FUNCTION identity.list_in_directory()`;
