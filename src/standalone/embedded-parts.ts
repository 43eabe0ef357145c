import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import type { CannotStart } from '../platform/config/cannot-start.js';
import type { Settings } from '../platform/config/config.js';
import type { Preview } from './inbox/inbox-pages.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './postgres/embedded-postgres.js';

/** What `npm start` provides for the settings that are missing. */
export interface EmbeddedParts {
  /** Settings that the parts supply, by name. */
  given: Record<string, string>;
  dataDir: string;
  /** undefined if DATABASE_URL was given. */
  database: EmbeddedDatabase | undefined;
  /** The address of the inbox; undefined if SMTP_URL was given. */
  inboxUrl: string | undefined;
  /** Passes the mail previews to the inbox, which shows them beside the sent mails. */
  showPreviews(previews: readonly Preview[]): void;
  /** Resolves if a part has ended by itself and does not come back: then the service cannot continue. */
  lost: Promise<CannotStart>;
  stop(): Promise<void>;
}

export interface EmbeddedDatabase {
  /** Whether no migration has ever begun in it. */
  isUntouched(): Promise<boolean>;
  /** Deletes everything in it. */
  empty(): Promise<void>;
}

/** Starts PostgreSQL and the mail inbox unless settings name others, and keeps a secret key in the data folder. */
export async function startEmbeddedParts(settings: Settings): Promise<EmbeddedParts> {
  const dataDir = resolve(settings.DATA_DIR);
  await mkdir(dataDir, { recursive: true });
  const given: Record<string, string> = {};
  if (!settings.SECRET_KEY) given.SECRET_KEY = await ownSecretKey(dataDir);
  const postgres = settings.DATABASE_URL ? undefined : await startEmbeddedPostgres({ dataDir, tell: console.log });
  if (postgres) given.DATABASE_URL = postgres.url;
  try {
    const inbox = settings.SMTP_URL ? undefined : await startInbox(dataDir, settings.INBOX_PORT);
    if (inbox) given.SMTP_URL = inbox.smtpUrl;
    const showPreviews = (previews: readonly Preview[]) => inbox?.showPreviews(previews);
    const stop = async () => {
      await inbox?.stop();
      await postgres?.stop();
    };
    const lost = Promise.race([postgres, inbox].flatMap((part) => part?.lost ?? []));
    const database = postgres && databaseOf(postgres);
    return { given, dataDir, database, inboxUrl: inbox?.webUrl, showPreviews, lost, stop };
  } catch (error) {
    await postgres?.stop();
    throw error;
  }
}

/** Loaded only if needed: a production install does not have its packages. */
async function startInbox(dataDir: string, httpPort: number) {
  const { startDevInbox } = await import('./inbox/dev-inbox.js');
  return startDevInbox({ dataDir, httpPort });
}

function databaseOf({ url, adminUrl }: EmbeddedPostgres): EmbeddedDatabase {
  return {
    isUntouched: async () => {
      const [answer] = await query<{ untouched: boolean }>(
        url,
        `SELECT to_regclass('migrations') IS NULL AS untouched`,
      );
      return answer!.untouched;
    },
    empty: async () => {
      await query(adminUrl, 'DROP DATABASE IF EXISTS motorpool WITH (FORCE)');
      await query(adminUrl, 'CREATE DATABASE motorpool OWNER motorpool');
    },
  };
}

async function query<Row extends object>(connectionString: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Makes the key once and stores it atomically: what was sealed before a restart must open after it. */
async function ownSecretKey(dataDir: string): Promise<string> {
  const file = join(dataDir, 'secret-key');
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, randomBytes(32).toString('hex'), { mode: 0o600, flush: true });
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
  return (await readFile(file, 'utf8')).trim();
}
