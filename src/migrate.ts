import { CannotStart } from './platform/config/cannot-start.js';
import { loadConfig } from './platform/config/config.js';
import { migrate, migrationStatus } from './platform/database/migrate.js';
import { migrateDown } from './platform/database/migrate-down.js';
import { ensureNone, exitOnFailure } from './process.js';

const USAGE = `Usage:
  npm run migrate                        apply pending migrations
  npm run migrate -- status              show applied and pending migrations; exits with 1 if any is pending
  npm run migrate -- down                undo the newest migration, unless that would lose data
  npm run migrate -- down --lose-data    undo it anyway`;

async function up(databaseUrl: string): Promise<void> {
  const applied = await migrate(databaseUrl);
  console.log(applied.length > 0 ? `applied: ${applied.join(', ')}` : 'no migration is pending');
}

async function status(databaseUrl: string): Promise<void> {
  const { applied, unknown, missing } = await migrationStatus(databaseUrl);
  const lines = [`${applied.length} applied, the newest: ${applied.at(-1) ?? 'none'}`];
  if (unknown.length > 0) lines.push(`applied, and not known to this version: ${unknown.join(', ')}`);
  lines.push(missing.length > 0 ? `pending: ${missing.join(', ')}` : 'no migration is pending');
  console.log(lines.join('\n'));
  if (missing.length > 0) process.exitCode = 1;
}

async function down(databaseUrl: string, loseData: boolean): Promise<void> {
  const undone = await migrateDown(databaseUrl, loseData);
  console.log(undone ? `undone: ${undone.name}` : 'nothing to undo');
  if (undone?.thrownAway) console.log(`cannot be restored, because it was dropped permanently: ${undone.thrownAway}`);
}

const commands: Record<string, (databaseUrl: string) => Promise<void>> = {
  '': up,
  status,
  down: (databaseUrl) => down(databaseUrl, false),
  'down --lose-data': (databaseUrl) => down(databaseUrl, true),
};

await exitOnFailure(async () => {
  const asked = process.argv.slice(2).join(' ');
  const command = Object.hasOwn(commands, asked) ? commands[asked] : undefined;
  if (!command) throw new CannotStart(`Unknown command: migrate ${asked}.\n${USAGE}`);
  const { databaseUrl } = loadConfig({ SMTP_URL: 'smtp://unused', SECRET_KEY: 'x'.repeat(32) });
  await ensureNone([], databaseUrl);
  await command(databaseUrl);
});
