import type { Client } from 'pg';

const SCHEMA = `
  SELECT concat_ws(' ', 'column', table_schema, table_name, column_name, data_type, udt_name, is_nullable,
                   column_default, is_identity, is_generated, generation_expression, collation_name) AS line
    FROM information_schema.columns WHERE table_schema NOT IN ('pg_catalog', 'information_schema')
  UNION ALL SELECT concat_ws(' ', 'index', indexdef) FROM pg_indexes WHERE schemaname NOT IN ('pg_catalog')
  UNION ALL SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated)
    FROM pg_constraint WHERE connamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')
  UNION ALL SELECT concat_ws(' ', 'comment', classoid::regclass, objoid::regclass, attname, description)
    FROM pg_description JOIN pg_class ON pg_class.oid = objoid AND relnamespace::regnamespace::text <> 'pg_catalog'
    LEFT JOIN pg_attribute ON attrelid = objoid AND attnum = objsubid
  UNION ALL SELECT concat_ws(' ', 'routine', oid::regprocedure, prosrc)
    FROM pg_proc WHERE pronamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')
  UNION ALL SELECT concat_ws(' ', 'trigger', tgrelid::regclass, pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT concat_ws(' ', 'schema', nspname) FROM pg_namespace WHERE nspname !~ '^pg_'
  ORDER BY 1`;

/** Everything that a migration could leave different, as text. */
export async function schemaOf(db: Client): Promise<string[]> {
  return (await db.query<{ line: string }>(SCHEMA)).rows.map(({ line }) => line);
}

/** The names of the migrations that are applied. */
export async function appliedTo(db: Client): Promise<string[]> {
  return (await db.query<{ name: string }>('SELECT name FROM migrations ORDER BY id')).rows.map(({ name }) => name);
}
