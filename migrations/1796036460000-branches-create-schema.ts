import type { MigrationInterface, QueryRunner } from 'typeorm';

const SORT_KEY = 'sort_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (platform.sort_key(name::text)) STORED';

export class BranchesCreateSchema1796036460000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE SCHEMA branches;

      CREATE TABLE branches.organisation (
        id uuid PRIMARY KEY,
        only_row boolean NOT NULL DEFAULT true CONSTRAINT organisation_only_row UNIQUE CHECK (only_row),
        name text NOT NULL,
        time_zone text NOT NULL,
        self_registration boolean NOT NULL,
        version int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        -- RP-4: the sets of built-in roles that are in use; both, until the organisation says otherwise.
        role_sets text[] NOT NULL DEFAULT '{fleet,flight_school}'
          CHECK (role_sets <> '{}' AND role_sets <@ '{fleet,flight_school}'),
        custom_fields jsonb NOT NULL DEFAULT '[]',
        availability_order jsonb NOT NULL DEFAULT '{"primary": "name", "thenBy": null}',
        no_show_minutes int CHECK (no_show_minutes > 0),
        max_booking_days int NOT NULL DEFAULT 366 CHECK (max_booking_days BETWEEN 1 AND 1827),
        locale text NOT NULL DEFAULT 'en-NZ'
      );
      COMMENT ON COLUMN branches.organisation.locale IS 'How dates, times and numbers are written, as a BCP 47 tag.';
      INSERT INTO branches.organisation (id, name, time_zone, self_registration)
      VALUES ('01980000-0000-7000-8000-000000000001', 'Motorpool', 'UTC', true);

      CREATE TABLE branches.branches (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        code citext NOT NULL,
        time_zone text NOT NULL,
        open_to_sign_up boolean NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'closed')),
        version int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        welcome_message text NOT NULL DEFAULT '',
        ${SORT_KEY}
      );
      CREATE UNIQUE INDEX branches_code_key ON branches.branches (platform.name_key(code::text));
      CREATE INDEX branches_by_name ON branches.branches (sort_key, id);

      CREATE TABLE branches.groups (
        id uuid PRIMARY KEY,
        name citext NOT NULL,
        branch_ids uuid[] NOT NULL CHECK (cardinality(branch_ids) > 0),
        version int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      -- Two other things that belong to branches (BR-2) have the shape of groups.
      CREATE TABLE branches.locations (
        LIKE branches.groups INCLUDING DEFAULTS INCLUDING CONSTRAINTS, ${SORT_KEY}, PRIMARY KEY (id)
      );
      CREATE TABLE branches.accessories (
        LIKE branches.groups INCLUDING DEFAULTS INCLUDING CONSTRAINTS, ${SORT_KEY}, PRIMARY KEY (id)
      );
      -- After the copies, which would take over the name of its NOT NULL constraint.
      ALTER TABLE branches.groups ADD COLUMN ${SORT_KEY};
      CREATE INDEX groups_by_name ON branches.groups (sort_key, id);
      CREATE INDEX groups_branches ON branches.groups USING gin (branch_ids);
      CREATE INDEX locations_by_name ON branches.locations (sort_key, id);
      CREATE INDEX locations_branches ON branches.locations USING gin (branch_ids);
      CREATE INDEX accessories_by_name ON branches.accessories (sort_key, id);
      CREATE INDEX accessories_branches ON branches.accessories USING gin (branch_ids);
      ${namesByBranch('group', 'groups')}
      ${namesByBranch('location', 'locations')}
      ${namesByBranch('accessory', 'accessories')}

      CREATE TABLE branches.agreements (
        id uuid PRIMARY KEY,
        version int NOT NULL CONSTRAINT agreements_version UNIQUE CHECK (version > 0),
        text text NOT NULL,
        published_by uuid NOT NULL,
        published_at timestamptz NOT NULL
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP SCHEMA branches CASCADE');
  }
}

/**
 * The branches of a thing as rows, kept by a trigger: here a foreign key and "a name is unique within a branch" (BR-2) can be
 * constraints, which an array cannot carry.
 */
const namesByBranch = (one: string, many: string) => `
  CREATE TABLE branches.${one}_names (
    branch_id uuid NOT NULL REFERENCES branches.branches,
    ${one}_id uuid NOT NULL REFERENCES branches.${many} ON DELETE CASCADE,
    name_key text NOT NULL,
    PRIMARY KEY (${one}_id, branch_id),
    CONSTRAINT ${one}_names_in_branch UNIQUE (branch_id, name_key)
  );
  CREATE FUNCTION branches.keep_${one}_names() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM branches.${one}_names WHERE ${one}_id = NEW.id;
    INSERT INTO branches.${one}_names (branch_id, ${one}_id, name_key)
    SELECT DISTINCT branch_id, NEW.id, platform.name_key(NEW.name::text) FROM unnest(NEW.branch_ids) AS branch_id ORDER BY branch_id;
    RETURN NULL;
  END $$;
  CREATE TRIGGER keep_${one}_names AFTER INSERT OR UPDATE OF name, branch_ids ON branches.${many}
    FOR EACH ROW EXECUTE FUNCTION branches.keep_${one}_names();`;
