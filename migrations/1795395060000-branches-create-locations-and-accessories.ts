import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BranchesCreateLocationsAndAccessories1795395060000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- The shape of branches.groups and branches.group_names, for the two other things that belong to branches (BR-2).
      CREATE TABLE branches.locations (LIKE branches.groups INCLUDING DEFAULTS INCLUDING CONSTRAINTS, PRIMARY KEY (id));
      CREATE INDEX locations_by_name ON branches.locations (name, id);
      CREATE INDEX locations_branches ON branches.locations USING gin (branch_ids);
      CREATE TABLE branches.location_names (
        branch_id uuid NOT NULL CONSTRAINT location_names_branch_id_fkey REFERENCES branches.branches,
        location_id uuid NOT NULL REFERENCES branches.locations ON DELETE CASCADE,
        name citext NOT NULL,
        PRIMARY KEY (location_id, branch_id),
        CONSTRAINT location_names_in_branch UNIQUE (branch_id, name)
      );
      CREATE FUNCTION branches.keep_location_names() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        DELETE FROM branches.location_names WHERE location_id = NEW.id;
        INSERT INTO branches.location_names (branch_id, location_id, name)
        SELECT DISTINCT branch_id, NEW.id, NEW.name FROM unnest(NEW.branch_ids) AS branch_id ORDER BY branch_id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER keep_location_names AFTER INSERT OR UPDATE OF name, branch_ids ON branches.locations
        FOR EACH ROW EXECUTE FUNCTION branches.keep_location_names();

      CREATE TABLE branches.accessories (LIKE branches.groups INCLUDING DEFAULTS INCLUDING CONSTRAINTS, PRIMARY KEY (id));
      CREATE INDEX accessories_by_name ON branches.accessories (name, id);
      CREATE INDEX accessories_branches ON branches.accessories USING gin (branch_ids);
      CREATE TABLE branches.accessory_names (
        branch_id uuid NOT NULL CONSTRAINT accessory_names_branch_id_fkey REFERENCES branches.branches,
        accessory_id uuid NOT NULL REFERENCES branches.accessories ON DELETE CASCADE,
        name citext NOT NULL,
        PRIMARY KEY (accessory_id, branch_id),
        CONSTRAINT accessory_names_in_branch UNIQUE (branch_id, name)
      );
      CREATE FUNCTION branches.keep_accessory_names() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        DELETE FROM branches.accessory_names WHERE accessory_id = NEW.id;
        INSERT INTO branches.accessory_names (branch_id, accessory_id, name)
        SELECT DISTINCT branch_id, NEW.id, NEW.name FROM unnest(NEW.branch_ids) AS branch_id ORDER BY branch_id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER keep_accessory_names AFTER INSERT OR UPDATE OF name, branch_ids ON branches.accessories
        FOR EACH ROW EXECUTE FUNCTION branches.keep_accessory_names();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE branches.location_names, branches.accessory_names;
      DROP TABLE branches.locations, branches.accessories;
      DROP FUNCTION branches.keep_location_names, branches.keep_accessory_names;
    `);
  }
}
