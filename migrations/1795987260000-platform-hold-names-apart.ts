import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What must be called differently: kind of thing, table, id, name as it is shown, its key, within what. */
const NAMES = `
  SELECT 'branches with the code' AS kind, id, code::text AS shown, platform.name_key(code::text) AS key, '' AS within
    FROM branches.branches
  UNION ALL SELECT 'groups', g.id, g.name::text, platform.name_key(g.name::text), b.code::text
    FROM branches.groups g JOIN branches.branches b ON b.id = ANY (g.branch_ids)
  UNION ALL SELECT 'locations', l.id, l.name::text, platform.name_key(l.name::text), b.code::text
    FROM branches.locations l JOIN branches.branches b ON b.id = ANY (l.branch_ids)
  UNION ALL SELECT 'accessories', a.id, a.name::text, platform.name_key(a.name::text), b.code::text
    FROM branches.accessories a JOIN branches.branches b ON b.id = ANY (a.branch_ids)
  UNION ALL SELECT 'roles', id, name, platform.name_key(name), '' FROM access.roles WHERE name IS NOT NULL
  UNION ALL SELECT 'booking reasons', id, name, platform.name_key(name), '' FROM bookings.reasons
  UNION ALL SELECT 'booking policies', id, name, platform.name_key(name), '' FROM bookings.policies
  UNION ALL SELECT 'approval flows', id, name, platform.name_key(name), '' FROM approvals.flows
  UNION ALL SELECT 'vehicles with the registration', id, registration, platform.plate_key(registration), ''
    FROM fleet.vehicles WHERE state <> 'archived'`;
const SAME = `
  SELECT kind || CASE WHEN within = '' THEN '' ELSE ' of branch ' || within END || ': '
         || string_agg(to_json(shown) || ' (' || id || ')', ', ' ORDER BY shown, id) AS line
    FROM (${NAMES}) names GROUP BY kind, within, key HAVING count(*) > 1 ORDER BY 1`;

const BELONGINGS = [
  ['group', 'groups'],
  ['location', 'locations'],
  ['accessory', 'accessories'],
] as const;

/**
 * Names and plates are unique by their keys. Rows that were different until now may be the same; which of them is to be
 * renamed is for people to say, so that this stops and names them all.
 */
export class PlatformHoldNamesApart1795987260000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const same = (await queryRunner.query(SAME)) as { line: string }[] | { rows: { line: string }[] };
    const lines = (Array.isArray(same) ? same : same.rows).map(({ line }) => line);
    if (lines.length > 0) {
      const head =
        'Some names differ only in capitals, accents written in two ways, spaces or hidden characters, and some ' +
        'registrations only in spaces or dashes. From this version on they count as the same.\n' +
        'Rename or archive all but one of each with the version that ran before, then start again:';
      // The program that migrates tells this to the operator as it is, without a stack.
      throw Object.assign(new Error([head, ...lines].join('\n- ')), { name: 'ForTheOperator' });
    }
    for (const [one, many] of BELONGINGS) {
      await queryRunner.query(`
        ALTER TABLE branches.${one}_names DROP CONSTRAINT ${one}_names_in_branch, DROP COLUMN name, ADD COLUMN name_key text;
        UPDATE branches.${one}_names n SET name_key = platform.name_key(t.name::text)
          FROM branches.${many} t WHERE t.id = n.${one}_id;
        ALTER TABLE branches.${one}_names ALTER COLUMN name_key SET NOT NULL,
          ADD CONSTRAINT ${one}_names_in_branch UNIQUE (branch_id, name_key);
        ${keepNames(one, 'name_key', 'platform.name_key(NEW.name::text)')}`);
    }
    await queryRunner.query(`
      ALTER TABLE branches.branches DROP CONSTRAINT branches_code_key;
      CREATE UNIQUE INDEX branches_code_key ON branches.branches (platform.name_key(code::text));
      DROP INDEX access.roles_name;
      CREATE UNIQUE INDEX roles_name ON access.roles (platform.name_key(name));
      ALTER TABLE bookings.reasons DROP CONSTRAINT reasons_name;
      CREATE UNIQUE INDEX reasons_name ON bookings.reasons (platform.name_key(name));
      ALTER TABLE bookings.policies DROP CONSTRAINT policies_name;
      CREATE UNIQUE INDEX policies_name ON bookings.policies (platform.name_key(name));
      ALTER TABLE approvals.flows DROP CONSTRAINT flows_name;
      CREATE UNIQUE INDEX flows_name ON approvals.flows (platform.name_key(name));
      DROP INDEX fleet.vehicles_registration;
      CREATE UNIQUE INDEX vehicles_registration ON fleet.vehicles (platform.plate_key(registration))
        WHERE state <> 'archived'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [one, many] of BELONGINGS) {
      await queryRunner.query(`
        ALTER TABLE branches.${one}_names DROP CONSTRAINT ${one}_names_in_branch, DROP COLUMN name_key, ADD COLUMN name citext;
        UPDATE branches.${one}_names n SET name = t.name FROM branches.${many} t WHERE t.id = n.${one}_id;
        ALTER TABLE branches.${one}_names ALTER COLUMN name SET NOT NULL,
          ADD CONSTRAINT ${one}_names_in_branch UNIQUE (branch_id, name);
        ${keepNames(one, 'name', 'NEW.name')}`);
    }
    await queryRunner.query(`
      DROP INDEX branches.branches_code_key;
      ALTER TABLE branches.branches ADD CONSTRAINT branches_code_key UNIQUE (code);
      DROP INDEX access.roles_name;
      CREATE UNIQUE INDEX roles_name ON access.roles (lower(name));
      DROP INDEX bookings.reasons_name;
      ALTER TABLE bookings.reasons ADD CONSTRAINT reasons_name UNIQUE (name);
      DROP INDEX bookings.policies_name;
      ALTER TABLE bookings.policies ADD CONSTRAINT policies_name UNIQUE (name);
      DROP INDEX approvals.flows_name;
      ALTER TABLE approvals.flows ADD CONSTRAINT flows_name UNIQUE (name);
      DROP INDEX fleet.vehicles_registration;
      CREATE UNIQUE INDEX vehicles_registration ON fleet.vehicles (upper(registration)) WHERE state <> 'archived'`);
  }
}

const keepNames = (one: string, column: string, value: string) => `
  CREATE OR REPLACE FUNCTION branches.keep_${one}_names() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM branches.${one}_names WHERE ${one}_id = NEW.id;
    INSERT INTO branches.${one}_names (branch_id, ${one}_id, ${column})
    SELECT DISTINCT branch_id, NEW.id, ${value} FROM unnest(NEW.branch_ids) AS branch_id ORDER BY branch_id;
    RETURN NULL;
  END $$`;
