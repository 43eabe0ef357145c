import { loadConfig } from './platform/config/config.js';
import { migrate } from './platform/database/migrate.js';
import { exitOnFailure } from './process.js';

await exitOnFailure(async () => {
  const { databaseUrl } = loadConfig({ SMTP_URL: 'smtp://unused', SECRET_KEY: 'x'.repeat(32) });
  const applied = await migrate(databaseUrl);
  console.log(applied.length > 0 ? `applied: ${applied.join(', ')}` : 'nothing to apply');
});
