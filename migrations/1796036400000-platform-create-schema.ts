import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Default_Ignorable_Code_Point of Unicode 16: characters that show nothing. */
const HIDDEN = String.raw`[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFF8\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]`;
const SPACES = String.raw`[\t-\r \u0085\u1680\u2028\u2029]+`;
const DASHES = String.raw`[-\u058A\u05BE\u1400\u1806\u2010-\u2015\u2212\u2E3A\u2E3B\u301C\u30A0 ]`;
const APOSTROPHES = String.raw`[''\u0060\u00B4\u02B9\u02BB-\u02BD\u02C8\u2018\u2019\u201B\u2032\uFF07]`;
const ACCENTS = String.raw`[\u0300-\u036F\u0483-\u0487\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06DC\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F]`;
const SIGNS = String.raw`[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00BF\u00D7\u00F7\u1680\u2000-\u206F\u2212\u2E00-\u2E7F\u3000-\u303F]+`;

export class PlatformCreateSchema1796036400000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE EXTENSION IF NOT EXISTS btree_gist;
      CREATE EXTENSION IF NOT EXISTS citext;
      CREATE EXTENSION IF NOT EXISTS pgcrypto;
      CREATE EXTENSION IF NOT EXISTS pg_trgm;
      CREATE SCHEMA platform;

      CREATE TABLE platform.outbox (
        seq bigint GENERATED ALWAYS AS IDENTITY,
        id uuid PRIMARY KEY,
        type text NOT NULL,
        payload jsonb NOT NULL,
        actor_id uuid,
        request_id text,
        occurred_at timestamptz NOT NULL,
        state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'dead')),
        attempts int NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL DEFAULT now(),
        settled_at timestamptz,
        last_error text
      );
      CREATE INDEX outbox_due ON platform.outbox (due_at, seq) WHERE state = 'pending';
      CREATE INDEX outbox_dead ON platform.outbox (seq) WHERE state = 'dead';
      CREATE INDEX outbox_settled ON platform.outbox (settled_at) WHERE state = 'done';

      CREATE TABLE platform.handled_events (
        event_id uuid NOT NULL,
        listener text NOT NULL,
        handled_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (event_id, listener)
      );

      CREATE TABLE platform.audit_entries (
        id uuid PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT now(),
        actor_id uuid,
        request_id text,
        subject_type text NOT NULL,
        subject_id uuid NOT NULL,
        action text NOT NULL,
        changes jsonb NOT NULL
      );
      CREATE INDEX audit_entries_subject ON platform.audit_entries (subject_type, subject_id, id);
      CREATE INDEX audit_entries_actor ON platform.audit_entries (actor_id, id);

      CREATE TABLE platform.idempotency_keys (
        user_id uuid NOT NULL,
        key text NOT NULL,
        fingerprint text NOT NULL,
        answer jsonb,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (user_id, key)
      );
      CREATE INDEX idempotency_keys_created ON platform.idempotency_keys (created_at);

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
    await createKeysOfNames(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP SCHEMA platform CASCADE');
  }
}

/** How names, plates and searched text are compared. `platform/domain/names.ts` does the same in code. */
async function createKeysOfNames(queryRunner: QueryRunner): Promise<void> {
  // Where PostgreSQL was built with ICU, letters are folded by Unicode's rules, whatever the locale of the database.
  const [{ icu }] = (await queryRunner.query(
    `SELECT EXISTS (SELECT FROM pg_collation WHERE collname = 'und-x-icu') AS icu`,
  )) as [{ icu: boolean }];
  const collation = icu ? 'COLLATE "und-x-icu"' : '';
  const folded = (text: string, form: string) =>
    `normalize(translate(lower(upper(normalize(${text}, ${form}) ${collation})), 'ς', 'σ'), ${form})`;
  const options = 'RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE';
  await queryRunner.query(`
      CREATE FUNCTION platform.name_key(name text) ${options} AS $$
        SELECT btrim(regexp_replace(regexp_replace(${folded('name', 'NFKC')}, '${HIDDEN}', '', 'g'), '${SPACES}', ' ', 'g'), ' ')
      $$;
      CREATE FUNCTION platform.plate_key(registration text) ${options} AS $$
        SELECT regexp_replace(platform.name_key(registration), '${DASHES}', '', 'g')
      $$;
      CREATE FUNCTION platform.search_key(words text) ${options} AS $$
        SELECT btrim(regexp_replace(regexp_replace(
          replace(replace(replace(translate(regexp_replace(
            ${folded(`regexp_replace(words, '${APOSTROPHES}', '', 'g')`, 'NFKD')},
            '${ACCENTS}', '', 'g'), 'øłđðħŧ', 'olddht'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
          '${HIDDEN}', '', 'g'), '${SIGNS}', ' ', 'g'), ' ')
      $$;
      CREATE FUNCTION platform.phone_digits(phone text) ${options} AS $$
        SELECT regexp_replace(regexp_replace(normalize(phone, NFKD), '\\(0+\\)', '', 'g'), '[^0-9]', '', 'g')
      $$;

      -- Lists by name are in the order that people expect: "Van 2" before "Van 10", whatever the case and accents. The key
      -- is stored and compared byte by byte, so that the order is the same on every server, and an upgrade of ICU leaves
      -- no index out of order. Each number gets zeros in front and keeps 12 digits. The key is cut because an entry of a
      -- B-tree has at most 2,700 bytes, and one character can become 18 by its compatibility form.
      CREATE FUNCTION platform.sort_key(name text) ${options} AS $$
        SELECT left(regexp_replace(regexp_replace(
          platform.search_key(name), '([0-9]+)', '00000000000\\1', 'g'), '0*([0-9]{12,})', '\\1', 'g'), 400)
      $$`);
}
