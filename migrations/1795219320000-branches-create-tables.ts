import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BranchesCreateTables1795219320000 implements MigrationInterface {
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
        created_at timestamptz NOT NULL DEFAULT now()
      );
      INSERT INTO branches.organisation (id, name, time_zone, self_registration)
      VALUES ('01980000-0000-7000-8000-000000000001', 'Motorpool', 'UTC', true);

      CREATE TABLE branches.branches (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        code citext NOT NULL CONSTRAINT branches_code_key UNIQUE,
        time_zone text NOT NULL,
        open_to_sign_up boolean NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'closed')),
        version int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX branches_by_name ON branches.branches (name, id);

      CREATE TABLE branches.groups (
        id uuid PRIMARY KEY,
        name citext NOT NULL,
        branch_ids uuid[] NOT NULL CHECK (cardinality(branch_ids) > 0),
        version int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX groups_by_name ON branches.groups (name, id);
      CREATE INDEX groups_branches ON branches.groups USING gin (branch_ids);

      -- A group's branches as rows, kept by the trigger below: here a foreign key and "a name is unique within a branch"
      -- (BR-2) can be constraints, which an array cannot carry.
      CREATE TABLE branches.group_names (
        branch_id uuid NOT NULL REFERENCES branches.branches,
        group_id uuid NOT NULL REFERENCES branches.groups ON DELETE CASCADE,
        name citext NOT NULL,
        PRIMARY KEY (group_id, branch_id),
        CONSTRAINT group_names_in_branch UNIQUE (branch_id, name)
      );
      CREATE FUNCTION branches.keep_group_names() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        DELETE FROM branches.group_names WHERE group_id = NEW.id;
        INSERT INTO branches.group_names (branch_id, group_id, name)
        SELECT DISTINCT branch_id, NEW.id, NEW.name FROM unnest(NEW.branch_ids) AS branch_id ORDER BY branch_id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER keep_group_names AFTER INSERT OR UPDATE OF name, branch_ids ON branches.groups
        FOR EACH ROW EXECUTE FUNCTION branches.keep_group_names();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP SCHEMA branches CASCADE');
  }
}
