import type { MigrationInterface, QueryRunner } from 'typeorm';

/** RP-3, RP-4: the roles of a fleet and of a flight school. The code knows their names, reaches and default grants. */
const BUILT_IN = [
  'booker',
  'multibranch_booker',
  'on_behalf_booker',
  'booking_approver',
  'booking_admin',
  'branch_admin',
  'multibranch_admin',
  'organisation_admin',
  'owner',
  'office_staff',
  'instructor',
  'engineer',
  'accountant',
  'member',
  'student',
  'renter',
];

export class AccessCreateSchema1796036520000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE SCHEMA access;

      -- What an organisation changed of a built-in role, and its own roles: so a new permission needs no migration.
      CREATE TABLE access.roles (
        id uuid PRIMARY KEY,
        key text NOT NULL CONSTRAINT roles_key UNIQUE,
        name text,
        description text,
        reach text CHECK (reach IN ('home', 'every', 'listed')),
        created_at timestamptz NOT NULL DEFAULT now(),
        added text[] NOT NULL DEFAULT '{}',
        removed text[] NOT NULL DEFAULT '{}',
        version int NOT NULL DEFAULT 1,
        CONSTRAINT roles_own CHECK (num_nulls(name, description, reach) IN (0, 3)),
        CONSTRAINT roles_own_grants CHECK (name IS NULL OR removed = '{}')
      );
      CREATE UNIQUE INDEX roles_name ON access.roles (platform.name_key(name));
      COMMENT ON COLUMN access.roles.name IS 'NULL for a built-in role: the program knows it by its key.';
      COMMENT ON COLUMN access.roles.added IS 'Granted, though not by default; a role of the organisation''s own has no defaults.';
      COMMENT ON COLUMN access.roles.removed IS 'Granted by default, and taken away.';

      -- RP-12: what an actor's rights depend on beside their user changes this version, whoever writes it: the roles and
      -- their grants, the sets in use, and the branches that let people add themselves (RP-7). Processes keep what they
      -- read under a version. A sequence gives each version once, even after a rollback.
      CREATE SEQUENCE access.grants_versions;
      CREATE TABLE access.grants_version (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        version bigint NOT NULL
      );
      INSERT INTO access.grants_version (version) VALUES (nextval('access.grants_versions'));
    `);
    for (const [index, key] of BUILT_IN.entries()) {
      const id = `01980000-0000-7000-8000-0000000001${String(index).padStart(2, '0')}`;
      await queryRunner.query('INSERT INTO access.roles (id, key) VALUES ($1, $2)', [id, key]);
    }
    await queryRunner.query(`
      CREATE FUNCTION access.grants_changed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          UPDATE access.grants_version SET version = nextval('access.grants_versions');
          RETURN NULL;
        END $$;
      CREATE TRIGGER grants_changed AFTER INSERT OR UPDATE OR DELETE ON access.roles
        FOR EACH STATEMENT EXECUTE FUNCTION access.grants_changed();
      CREATE TRIGGER grants_changed AFTER UPDATE OF role_sets ON branches.organisation
        FOR EACH STATEMENT EXECUTE FUNCTION access.grants_changed();
      CREATE TRIGGER grants_changed AFTER INSERT OR DELETE OR UPDATE OF open_to_sign_up, state ON branches.branches
        FOR EACH STATEMENT EXECUTE FUNCTION access.grants_changed()`);
  }

  /** The triggers on tables of the branches go with their function. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP SCHEMA access CASCADE');
  }
}
