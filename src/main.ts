import { demoAdmin, demoSignIns, seedDemo } from './demo/seed-demo.js';
import { loadConfig, readSettings } from './platform/config/config.js';
import { migrate } from './platform/database/migrate.js';
import { type EmbeddedParts, startEmbeddedParts } from './platform/embedded/embedded-parts.js';
import { closeOnSignal, exitOnFailure, type RunningProcess, startProcess } from './process.js';

/** `npm start`: API and worker in one process, on embedded parts for whatever is not configured. */
await exitOnFailure(async () => {
  const settings = readSettings();
  const parts = await startEmbeddedParts(settings);
  let running: RunningProcess | undefined;
  closeOnSignal(async () => {
    await running?.close();
    await parts.stop();
  });
  try {
    const demo = settings.DEMO ?? parts.ownDatabase;
    const given = { LOG_LEVEL: 'warn', ...parts.given, ...(demo ? demoAdmin : {}) };
    const config = loadConfig(given);
    const isNew = (await migrate(config.databaseUrl)).length > 0;
    running = await startProcess('all', config);
    if (demo && isNew && parts.inboxUrl) {
      console.log('Making demo data …');
      await seedDemo({ api: config.publicUrl, inbox: parts.inboxUrl });
    }
    greet(config.publicUrl, parts, demo);
  } catch (error) {
    await running?.close();
    await parts.stop();
    throw error;
  }
});

function greet(address: string, { inboxUrl }: EmbeddedParts, demo: boolean): void {
  const lines = [`Motorpool   ${address}`, `API docs    ${address}/docs`];
  if (inboxUrl) lines.push(`Mail inbox  ${inboxUrl}`);
  if (demo)
    lines.push(
      '',
      'Sign in as',
      ...demoSignIns.map(({ role, email, password }) => `  ${role.padEnd(10)}${email}   ${password}`),
    );
  console.log(`\n${lines.join('\n')}\n\nCtrl-C stops everything; the data stays.`);
}
