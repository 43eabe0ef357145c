import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** A database of one's own, without data: migrated, or without even a schema. */
export async function createDatabase({ empty = false } = {}): Promise<TestDatabase> {
  const name = `motorpool_${randomBytes(6).toString('hex')}`;
  const template = new URL(process.env.TEST_POSTGRES_TEMPLATE_URL!);
  const source = empty ? 'template1' : template.pathname.slice(1);
  await asAdmin(`CREATE DATABASE ${name} TEMPLATE ${source} OWNER ${template.username}`);
  const url = new URL(template);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function asAdmin(sql: string): Promise<void> {
  const client = new Client({ connectionString: process.env.TEST_POSTGRES_ADMIN_URL });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
