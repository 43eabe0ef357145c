import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The indexes by name that each has, with what stands in them before the name. */
const TABLES: { table: string; indexes: Record<string, string> }[] = [
  { table: 'fleet.vehicles', indexes: { vehicles_list: '', vehicles_branch_list: 'branch_id, ' } },
  { table: 'branches.branches', indexes: { branches_by_name: '' } },
  { table: 'branches.groups', indexes: { groups_by_name: '' } },
  { table: 'branches.locations', indexes: { locations_by_name: '' } },
  { table: 'branches.accessories', indexes: { accessories_by_name: '' } },
  { table: 'bookings.reasons', indexes: {} },
  { table: 'bookings.policies', indexes: {} },
  { table: 'approvals.flows', indexes: {} },
];

/**
 * Lists by name are in the order that people expect: "Van 2" before "Van 10", whatever the case and accents. The key is
 * stored, compared byte by byte and made without a collation of its own, so that the order is the same on every server and
 * no upgrade of ICU leaves an index behind that is out of order.
 */
export class PlatformSortNames1796011200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // Each number gets zeros in front and loses what is more than 12 digits of them. An entry of a B-tree has at most 2,700
    // bytes, and one character can become 18 by its compatibility form.
    await queryRunner.query(`
      CREATE FUNCTION platform.sort_key(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT left(regexp_replace(regexp_replace(
          platform.search_key(name), '([0-9]+)', '00000000000\\1', 'g'), '0*([0-9]{12,})', '\\1', 'g'), 400)
      $$`);
    for (const { table, indexes } of TABLES) {
      await queryRunner.query(`
        ALTER TABLE ${table} ADD COLUMN sort_key text COLLATE "C" NOT NULL
          GENERATED ALWAYS AS (platform.sort_key(name::text)) STORED`);
      await replaceIndexes(queryRunner, table, indexes, 'sort_key');
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { table, indexes } of TABLES) {
      await replaceIndexes(queryRunner, table, indexes, 'name');
      await queryRunner.query(`ALTER TABLE ${table} DROP COLUMN sort_key`);
    }
    await queryRunner.query('DROP FUNCTION platform.sort_key(text)');
  }
}

async function replaceIndexes(
  queryRunner: QueryRunner,
  table: string,
  indexes: Record<string, string>,
  column: string,
): Promise<void> {
  for (const [index, first] of Object.entries(indexes)) {
    await queryRunner.query(`
      DROP INDEX ${table.split('.')[0]}.${index};
      CREATE INDEX ${index} ON ${table} (${first}${column}, id)`);
  }
}
